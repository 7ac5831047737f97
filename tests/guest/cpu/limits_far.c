// SPDX-License-Identifier: CC0-1.0
// Far transfers to beyond the new code segment's limit fault themselves, with #GP(0), after
// everything else was found right (SDM 2A, CALL, IRET and JMP; 2B, RET: "Operation").
// manual: SDM 2A, CALL and IRET, 2B, RET: QEMU asks no limit of returns and of call gates,
// names the segment in CALL's error code, and raises #NP for RET to a stack that is absent.
//   qemu:   CALL beyond: #GP(0070) at +2 cs 0008 flags 00000002 frame own-24
//   manual: CALL beyond: #GP(0000) at +2 cs 0008 flags 00000002 frame own-24
//   qemu:   RET beyond: done cs 0070 flags 00000002 frame own-16
//   manual: RET beyond: #GP(0000) at +2 cs 0008 flags 00000002 frame own-24
//   qemu:   RET, 16 bits beyond: done cs 0070 flags 00000002 frame own-16
//   manual: RET, 16 bits beyond: #GP(0000) at +4 cs 0008 flags 00000002 frame own-20
//   qemu:   RET to conforming code beyond: done cs 0080 flags 00000002 frame own-16
//   manual: RET to conforming code beyond: #GP(0000) at +2 cs 0008 flags 00000002 frame own-24
//   qemu:   IRET beyond: done cs 0070 flags 00000002 frame own-16
//   manual: IRET beyond: #GP(0000) at +4 cs 0008 flags 00000002 frame own-28
//   qemu:   IRET, 16 bits beyond: done cs 0070 flags 00000002 frame own-16
//   manual: IRET, 16 bits beyond: #GP(0000) at +7 cs 0008 flags 00000002 frame own-22
//   qemu:   RET to ring 3 beyond: done cs 007b flags 00000002 frame ring0-20 from 0043:0002f000 ds=00000000 es=00000000 fs=00000000 gs=00000000
//   manual: RET to ring 3 beyond: #GP(0000) at +8 cs 0008 flags 00000002 frame own-32
//   qemu:   RET 8 to ring 3 beyond: done cs 007b flags 00000002 frame ring0-20 from 0043:0002f008 ds=00000000 es=00000000 fs=00000000 gs=00000000
//   manual: RET 8 to ring 3 beyond: #GP(0000) at +12 cs 0008 flags 00000002 frame own-40
//   qemu:   IRET to ring 3 beyond: done cs 007b flags 00000002 frame ring0-20 from 0043:0002f000 ds=00000000 es=00000000 fs=00000000 gs=00000000
//   manual: IRET to ring 3 beyond: #GP(0000) at +10 cs 0008 flags 00000002 frame own-36
//   qemu:     RET to ring 3, SS absent: #NP(00b0) at +8 cs 0008 flags 00000002 frame own-32
//   manual:   RET to ring 3, SS absent: #SS(00b0) at +8 cs 0008 flags 00000002 frame own-32
//   qemu:   CALL, beyond: done cs 0070 flags 00000002 frame own-32
//   manual: CALL, beyond: #GP(0000) at +2 cs 0008 flags 00000002 frame own-24
//   qemu:   CALL, 16 bits: done cs 0070 flags 00000002 frame own-28
//   manual: CALL, 16 bits: #GP(0000) at +2 cs 0008 flags 00000002 frame own-24
//   qemu:   CALL, ring 1's: done cs 0070 flags 00000002 frame own-32
//   manual: CALL, ring 1's: #GP(0000) at +2 cs 0008 flags 00000002 frame own-24
//   qemu:   CALL from ring 3, beyond: done cs 0070 flags 00000002 frame ring0-28
//   manual: CALL from ring 3, beyond: #GP(0000) at +2 cs 003b flags 00000002 frame ring0-20 from 0043:own-12
//   qemu:   CALL from ring 3, 16 bits: done cs 0070 flags 00000002 frame ring0-20
//   manual: CALL from ring 3, 16 bits: #GP(0000) at +2 cs 003b flags 00000002 frame ring0-20 from 0043:own-12
//   qemu:   RET to ring 3, too short: done cs 007b flags 00000002 frame ring0-20 from 0043:0002f000 edx=000000b8 ds=00000000 es=00000000 fs=00000000 gs=00000000
//   manual: RET to ring 3, too short: #SS(0000) at +39 cs 0008 flags 00000002 frame 00020fec edx=000000b8
//   qemu:   RET 8 to ring 3, too short: done cs 007b flags 00000002 frame ring0-20 from 0043:0002f008 edx=000000b8 ds=00000000 es=00000000 fs=00000000 gs=00000000
//   manual: RET 8 to ring 3, too short: #SS(0000) at +39 cs 0008 flags 00000002 frame 00020fe0 edx=000000b8
//   qemu:   IRET to ring 3, too short: done cs 007b flags 00000002 frame ring0-20 from 0043:0002f000 edx=000000b8 ds=00000000 es=00000000 fs=00000000 gs=00000000
//   manual: IRET to ring 3, too short: #SS(0000) at +49 cs 0008 flags 00000002 frame 00020fe8 edx=000000b8
//   qemu:   IRET to virtual-8086 mode, too short: #GP(0000) at +65790 cs 1000 flags 00020002 frame ring0-36 from 2000:0000f000 es 00fe ds 007b fs 0002 gs f000 edx=000000b8
//   manual: IRET to virtual-8086 mode, too short: #SS(0000) at +53 cs 0008 flags 00000002 frame 00020fd4 edx=000000b8
//   qemu:     IRET to it, beyond: #GP(0000) at +65536 cs 1000 flags 00020002 frame ring0-36 from 2000:0000f000 es 0000 ds 0000 fs 0000 gs 0000
//   manual:   IRET to it, beyond: #GP(0000) at +29 cs 0008 flags 00000002 frame own-52
//   qemu:     JMP, beyond: #GP(0000) at +131072 cs 1000 flags 00023002 frame ring0-36 from 2000:0000f000 es 1111 ds 2000 fs 2222 gs 3333
//   manual:   JMP, beyond: #GP(0000) at +65536 cs 1000 flags 00023002 frame ring0-36 from 2000:0000f000 es 1111 ds 2000 fs 2222 gs 3333
//   qemu:     CALL, beyond: #GP(0000) at +131072 cs 1000 flags 00023002 frame ring0-36 from 2000:0000eff8 es 1111 ds 2000 fs 2222 gs 3333
//   manual:   CALL, beyond: #GP(0000) at +65537 cs 1000 flags 00023002 frame ring0-36 from 2000:0000f000 es 1111 ds 2000 fs 2222 gs 3333
//   qemu:     RET, beyond: #GP(0000) at +131072 cs 1000 flags 00023002 frame ring0-36 from 2000:0000f000 es 1111 ds 2000 fs 2222 gs 3333
//   manual:   RET, beyond: #GP(0000) at +65548 cs 1000 flags 00023002 frame ring0-36 from 2000:0000eff8 es 1111 ds 2000 fs 2222 gs 3333
#include "guest.h"

enum {
  CODE_0 = FREE, CODE_3 = FREE + 8, CONFORMING = FREE + 16, ABSENT = FREE + 24, GATE_IN = FREE + 32,
  GATE_OUT = FREE + 40, GATE_16 = FREE + 48, GATE_RING1 = FREE + 56, ABSENT_STACK = FREE + 64,
  SHORT = FREE + 72,
};
// EAX: selector, EBX: offset, ECX: stack selector.
ROUTINE(jump, "pushl %eax\n pushl %ebx\n ljmpl *(%esp)");
ROUTINE(jump16, "pushw %ax\n pushw %bx\n ljmpw *(%esp)");
ROUTINE(call, "pushl %eax\n pushl %ebx\n lcalll *(%esp)");
ROUTINE(ret, "pushl %eax\n pushl %ebx\n lretl");
ROUTINE(ret16, "pushw %ax\n pushw %bx\n lretw");
ROUTINE(ret_out, "pushl %ecx\n pushl $0x2F000\n pushl %eax\n pushl %ebx\n lretl");
ROUTINE(ret_out_skips, "pushl %ecx\n pushl $0x2F000\n pushl $5\n pushl $5\n pushl %eax\n pushl %ebx\n lretl $8");
ROUTINE(iret, "pushl $2\n pushl %eax\n pushl %ebx\n iretl");
ROUTINE(iret16, "pushw $2\n pushw %ax\n pushw %bx\n iretw");
ROUTINE(iret_out, "pushl %ecx\n pushl $0x2F000\n pushl $2\n pushl %eax\n pushl %ebx\n iretl");
ROUTINE(iret_v86, "pushl $0\n pushl $0\n pushl $0\n pushl $0\n pushl $0x2000\n pushl $0xF000\n pushl $0x20002\n pushl $0x1000\n pushl %ebx\n iretl");
// On a stack that ends behind what RET pops first, and IRET.
#define SHORT_STACK(id, first, text) \
  ROUTINE(id, "movl $0xB8, %edx\n movw %dx, %ss\n movl $" first ", %esp\n movl $0xFE, (%esp)\n movl %eax, 4(%esp)\n" text)
SHORT_STACK(short_ret, "0x20FF8", "movl $0x2F000, 0x21000\n movl %ecx, 0x21004\n lretl");
SHORT_STACK(fits_ret, "0x20FF0", "movl $0x2F000, 0x20FF8\n movl %ecx, 0x20FFC\n lretl");
SHORT_STACK(short_ret_skips, "0x20FEC", "movl $0x2F000, 0x20FFC\n movl %ecx, 0x21000\n lretl $8");
SHORT_STACK(short_iret, "0x20FF4", "movl $2, 0x20FFC\n movl $0x2F000, 0x21000\n movl %ecx, 0x21004\n iretl");
SHORT_STACK(short_v86, "0x20FE0", "movl $0x20002, 0x20FE8\n movl $0xF000, 0x20FEC\n movl $0x2000, 0x20FF0\n iretl");
ROUTINE16(v86_jump, "ljmpl $0x1000, $0x10000\n");
ROUTINE16(v86_call, "nop\n lcalll $0x1000, $0x10000\n");
ROUTINE16(v86_return, "pushl $0x1000\n pushl $0x10000\n lretl\n");

static bool where(struct frame *frame) {
  if ((frame->eflags & 0x20000) != 0 || (frame->cs & 0xFFFC) >= FREE) attempt_base = 0;
  return false;
}

static void one(const char *what, const void *routine, u32 selector, u32 offset, u32 stack) {
  const struct attempt how = {.eax = selector, .ebx = offset ? offset : 0x10000, .ecx = stack ? stack : 0x10000};
  attempt_as(&how, what, routine);
}
static void in_and_out(const char *what, const void *routine, u32 selector, u32 stack) {
  print("%s", what);
  one(" at the limit's end", routine, selector, 0xFE, stack);
  print("%s", what);
  one(" beyond", routine, selector, 0x100, stack);
}

PROGRAM(limits_far) {
  for (u32 i = 0; i < 0x2000; i += 2) *(u16 *)(LOW_CODE + i) = 0x30CD;
  memset((void *)0x20000, 0xF4, 16);
  gdt[CODE_0 >> 3] = segment(LOW_CODE, 0xFF, 0x9A, 4);
  gdt[CODE_3 >> 3] = segment(LOW_CODE, 0xFF, 0xFA, 4);
  gdt[CONFORMING >> 3] = segment(LOW_CODE, 0xFF, 0x9E, 4);
  gdt[ABSENT >> 3] = segment(LOW_CODE, 0xFF, 0x1A, 4);
  gdt[GATE_IN >> 3] = gate(CODE_0, 0xFE, 0xC, 3);
  gdt[GATE_OUT >> 3] = gate(CODE_0, 0x1200, 0xC, 3);
  gdt[GATE_16 >> 3] = gate(CODE_0, 0x1200, 4, 3);
  gdt[GATE_RING1 >> 3] = gate(CODE_0, 0x200, 0xC, 1);
  gdt[ABSENT_STACK >> 3] = segment(0, 0xFFFFF, 0x72, 0xC);
  on_trap = where;
  in_and_out("JMP", jump, CODE_0, 0);
  in_and_out("JMP, 16 bits", jump16, CODE_0, 0);
  in_and_out("CALL", call, CODE_0, 0);
  in_and_out("RET", ret, CODE_0, 0);
  in_and_out("RET, 16 bits", ret16, CODE_0, 0);
  in_and_out("RET to conforming code", ret, CONFORMING, 0);
  in_and_out("IRET", iret, CODE_0, 0);
  in_and_out("IRET, 16 bits", iret16, CODE_0, 0);
  in_and_out("RET to ring 3", ret_out, CODE_3 | 3, DATA(3));
  in_and_out("RET 8 to ring 3", ret_out_skips, CODE_3 | 3, DATA(3));
  in_and_out("IRET to ring 3", iret_out, CODE_3 | 3, DATA(3));
  print("something else is wrong as well\n");
  one("  RET, absent", ret, ABSENT, 0x200, 0);
  one("  RET to ring 3, SS null", ret_out, CODE_3 | 3, 0x200, 0);
  one("  RET to ring 3, SS of ring 0", ret_out, CODE_3 | 3, 0x200, DATA0);
  one("  RET to ring 3, SS absent", ret_out, CODE_3 | 3, 0x200, ABSENT_STACK | 3);
  one("  IRET to ring 3, SS of ring 0", iret_out, CODE_3 | 3, 0x200, DATA0);
  one("  IRET, data", iret, DATA0, 0x200, 0);
  print("by a call gate\n");
  for (unsigned ring = 0; ring < 4; ring += 3) {
    const struct attempt in = {.ring = ring, .eax = GATE_IN}, out = {.ring = ring, .eax = GATE_OUT};
    const struct attempt narrow = {.ring = ring, .eax = GATE_16}, inner = {.ring = ring, .eax = GATE_RING1};
    attempt_as(&in, "CALL, in", call);
    attempt_as(&out, ring == 0 ? "CALL, beyond" : "CALL from ring 3, beyond", call);
    attempt_as(&narrow, ring == 0 ? "CALL, 16 bits" : "CALL from ring 3, 16 bits", call);
    attempt_as(&inner, "CALL, ring 1's", call);
    attempt_as(&out, "JMP, beyond", jump);
  }
  print("a stack that is too short\n");
  gdt[SHORT >> 3] = segment(0, 0x20FFF, 0x92, 4);
  one("RET to ring 3, fits", fits_ret, CODE_3 | 3, 0, DATA(3));
  one("RET to ring 3, too short", short_ret, CODE_3 | 3, 0, DATA(3));
  one("RET 8 to ring 3, too short", short_ret_skips, CODE_3 | 3, 0, DATA(3));
  one("RET to absent code, too short", short_ret, ABSENT | 3, 0, DATA(3));
  one("IRET to ring 3, too short", short_iret, CODE_3 | 3, 0, DATA(3));
  one("IRET to virtual-8086 mode, too short", short_v86, 0x1000, 0, 0);
  print("virtual-8086 mode\n");
  one("  IRET to it", iret_v86, 0x10000, 0xFE, 0);
  one("  IRET to it, beyond", iret_v86, 0x10000, 0x10000, 0);
  attempt_v86(0x3000, "  JMP, beyond", v86_jump, v86_jump_end);
  attempt_v86(0x3000, "  CALL, beyond", v86_call, v86_call_end);
  attempt_v86(0x3000, "  RET, beyond", v86_return, v86_return_end);
}
