// SPDX-License-Identifier: CC0-1.0
// Data breakpoints are traps: #DB after the instruction. Writes or both, 1, 2
// and 4 bytes, any overlap (SDM 3B, 17.2.5 and 17.3.1.2).
// manual: SDM 3B, 17.2.4 and 17.2.5: a breakpoint is hit if any byte of it is accessed, and all that were hit
// are told. QEMU has the word that crosses from one double word into the next wrong.
//   qemu:   write, 1 byte: [+10 ecx c0c0c0c0 DR6 ffff0ff1 RF 0] [+28 ecx c0c0c0c0 DR6 ffff0ff1 RF 0] [+47 ecx c0c0c0c0 DR6 ffff0ff1 RF 0] done cs 0008 flags 00000002 frame own-12
//   manual: write, 1 byte: [+10 ecx c0c0c0c0 DR6 ffff0ff1 RF 0] [+47 ecx c0c0c0c0 DR6 ffff0ff1 RF 0] done cs 0008 flags 00000002 frame own-12
//   qemu:   write, 2 bytes: [+10 ecx c0c0c0c0 DR6 ffff0ff1 RF 0] [+28 ecx c0c0c0c0 DR6 ffff0ff1 RF 0] [+47 ecx c0c0c0c0 DR6 ffff0ff1 RF 0] done cs 0008 flags 00000002 frame own-12
//   manual: write, 2 bytes: [+10 ecx c0c0c0c0 DR6 ffff0ff1 RF 0] [+47 ecx c0c0c0c0 DR6 ffff0ff1 RF 0] done cs 0008 flags 00000002 frame own-12
//   qemu:   two of them: [+10 ecx c0c0c0c0 DR6 ffff0ff1 RF 0] [+28 ecx c0c0c0c0 DR6 ffff0ff1 RF 0] [+36 ecx c0c0c0c0 DR6 ffff0ff2 RF 0] [+47 ecx c0c0c0c0 DR6 ffff0ff1 RF 0] done cs 0008 flags 00000002 frame own-12
//   manual: two of them: [+10 ecx c0c0c0c0 DR6 ffff0ff1 RF 0] [+28 ecx c0c0c0c0 DR6 ffff0ff3 RF 0] [+36 ecx c0c0c0c0 DR6 ffff0ff2 RF 0] [+47 ecx c0c0c0c0 DR6 ffff0ff1 RF 0] done cs 0008 flags 00000002 frame own-12
// manual: SDM 3B, 17.3.1.1: RF is 1 after an iteration that is not the last. QEMU 7 pushes 0.
//   qemu:   strings, write: [+10 ecx 00000002 DR6 ffff0ff1 RF 0] done cs 0008 flags 00000046 frame own-12 ecx=00000000 esi=00000000 edi=00000000
//   manual: strings, write: [+10 ecx 00000002 DR6 ffff0ff1 RF 1] done cs 0008 flags 00000046 frame own-12 ecx=00000000 esi=00000000 edi=00000000
//   qemu:   strings, access: [+10 ecx 00000002 DR6 ffff0ff1 RF 0] [+28 ecx 00000001 DR6 ffff0ff1 RF 0] done cs 0008 flags 00000046 frame own-12 ecx=00000000 esi=00000000 edi=00000000
//   manual: strings, access: [+10 ecx 00000002 DR6 ffff0ff1 RF 1] [+28 ecx 00000001 DR6 ffff0ff1 RF 1] done cs 0008 flags 00000046 frame own-12 ecx=00000000 esi=00000000 edi=00000000
#include "guest.h"

static u32 cells[8] __attribute__((aligned(16)));
ROUTINE(writes, "movl $0x11, cells + 4\n nop\n movb $1, cells + 3\n nop\n movw $1, cells + 7\n nop\n movb $1, cells + 8\n nop\n movl $1, cells + 1\n nop\n ret");
ROUTINE(reads, "movl cells + 4, %eax\n nop\n movb cells + 3, %al\n nop\n movw cells + 7, %ax\n nop\n movb cells + 8, %al\n nop\n ret");
ROUTINE(modifies, "incl cells + 4\n nop\n xchgl %eax, cells + 4\n nop\n lock cmpxchgl %ecx, cells + 4\n nop\n ret");
ROUTINE(stack, "movl %esp, %ebx\n movl $cells + 8, %esp\n pushl %eax\n nop\n popl %eax\n nop\n movl %ebx, %esp\n ret");
ROUTINE(strings, "movl $cells, %edi\n movl $4, %ecx\n rep stosl\n nop\n movl $cells, %esi\n movl $cells + 16, %edi\n movl $3, %ecx\n rep movsl\n nop\n xorl %esi, %esi\n xorl %edi, %edi\n ret");

static unsigned count;
static bool hit(struct frame *frame) {
  if (frame->vector != 1) return false;
  print("[+%u ecx %x DR6 %x RF %u] ", frame->eip - attempt_base, frame->ecx, read_dr6(), (frame->eflags >> 16) & 1);
  write_dr6(0xFFFF0FF0);
  return ++count < 40;
}

static void run(const char *what, u32 dr7) {
  count = 0;
  write_dr7(dr7);
  attempt(what, writes);
  attempt("  reads", reads);
  attempt("  modifies", modifies);
  attempt_in(3, "  stack", stack);
  write_dr7(0);
}

PROGRAM(breakpoint_data) {
  on_trap = hit;
  write_dr0((u32)cells + 4);
  write_dr1((u32)cells + 8);
  run("write, 1 byte", 0x00010001);
  run("write, 2 bytes", 0x00050001);
  run("write, 4 bytes", 0x000D0001);
  run("access, 4 bytes", 0x000F0001);
  run("two of them", 0x00DD000A);
  write_dr7(0x000D0001);
  attempt("strings, write", strings);
  write_dr7(0x000F0001);
  attempt("strings, access", strings);
  write_dr7(0);
  attempt("none", writes);
}
