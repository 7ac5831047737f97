// SPDX-License-Identifier: CC0-1.0
// The code segment's limit: what runs beyond it, an instruction that lies across it, and
// near branches to beyond it, which fault themselves (SDM 3A, 5.3; 2A, JMP and CALL).
// manual: SDM 3A, 5.3, and 2A, JMP, CALL, Jcc, LOOP, RET: QEMU looks at no limits.
//   qemu:   runs_over: done cs 0073 flags 00000002 frame ring0-20 from 0043:own-4
//   manual: runs_over: #GP(0000) at +256 cs 0073 flags 00000002 frame ring0-20 from 0043:own-4
//   qemu:   across: done cs 0073 flags 00000002 frame ring0-20 from 0043:own-4 eax=12345678
//   manual: across: #GP(0000) at +253 cs 0073 flags 00000002 frame ring0-20 from 0043:own-4
//   qemu:   jumps: done cs 0073 flags 00000002 frame ring0-20 from 0043:own-4
//   manual: jumps: #GP(0000) at +1 cs 0073 flags 00000002 frame ring0-20 from 0043:own-4
//   qemu:   calls: done cs 0073 flags 00000002 frame ring0-20 from 0043:own-8
//   manual: calls: #GP(0000) at +1 cs 0073 flags 00000002 frame ring0-20 from 0043:own-4
//   qemu:   taken: done cs 0073 flags 00000046 frame ring0-20 from 0043:own-4 ecx=00000000
//   manual: taken: #GP(0000) at +2 cs 0073 flags 00000046 frame ring0-20 from 0043:own-4 ecx=00000000
//   qemu:   loops: done cs 0073 flags 00000002 frame ring0-20 from 0043:own-4 ecx=00000001
//   manual: loops: #GP(0000) at +245 cs 0073 flags 00000002 frame ring0-20 from 0043:own-4 ecx=00000002
//   qemu:   by_register: done cs 0073 flags 00000002 frame ring0-20 from 0043:own-4 ebx=00000200
//   manual: by_register: #GP(0000) at +5 cs 0073 flags 00000002 frame ring0-20 from 0043:own-4 ebx=00000200
//   qemu:   by_memory: done cs 0073 flags 00000002 frame ring0-20 from 0043:own-8
//   manual: by_memory: #GP(0000) at +10 cs 0073 flags 00000002 frame ring0-20 from 0043:own-4
//   qemu:   returns: done cs 0073 flags 00000002 frame ring0-20 from 0043:own-4
//   manual: returns: #GP(0000) at +5 cs 0073 flags 00000002 frame ring0-20 from 0043:own-8
#include "guest.h"

// Each is copied to LOW_CODE, where a segment of 256 bytes begins.
ROUTINE(go, "ljmpl $0x73, $0");
#define NEAR_END(id, text) ROUTINE(id, "jmp 2f\n .fill 235, 1, 0x90\n 2: " text)  // from offset F0 on
NEAR_END(runs_over, ".fill 32, 1, 0x90\n int $0x30");
NEAR_END(across, ".fill 13, 1, 0x90\n movl $0x12345678, %eax\n int $0x30");
NEAR_END(fits, "xorl %eax, %eax\n .fill 12, 1, 0x90\n int $0x30");
ROUTINE(jumps, "nop\n .byte 0xE9\n .long 0xFA\n int $0x30");  // to 100
ROUTINE(calls, "nop\n .byte 0xE8\n .long 0x1000\n int $0x30");
ROUTINE(taken, "xorl %ecx, %ecx\n .byte 0x0F, 0x84\n .long 0x1000\n int $0x30");
ROUTINE(not_taken, "xorl %ecx, %ecx\n .byte 0x0F, 0x85\n .long 0x1000\n int $0x30");
NEAR_END(loops, "movl $2, %ecx\n .byte 0xE2, 0x20\n int $0x30");
NEAR_END(loops_not, "movl $1, %ecx\n .byte 0xE2, 0x20\n int $0x30");
ROUTINE(by_register, "movl $0x200, %ebx\n jmp *%ebx\n int $0x30");
ROUTINE(by_memory, "movl $0x200, 0x20000\n call *0x20000\n int $0x30");
ROUTINE(returns, "pushl $0x200\n ret\n int $0x30");
ROUTINE(narrow, "movl $0x10010, %ebx\n jmpw *%bx\n .fill 16, 1, 0x90\n int $0x30");

static bool from_zero(struct frame *frame) {
  (void)frame;
  attempt_base = 0;
  return false;
}

static void in_short(const char *what, const u8 *begin, const u8 *end) {
  memset((void *)LOW_CODE, 0x90, 0x1100);
  *(u16 *)(LOW_CODE + 0x1100) = 0x30CD;
  copy_low(begin, end);
  attempt_in(3, what, go);
}
#define TRY(id) in_short(#id, id, id##_end)

PROGRAM(limits_code) {
  gdt[FREE >> 3] = segment(LOW_CODE, 0xFF, 0xFA, 4);
  on_trap = from_zero;
  TRY(runs_over);
  TRY(across);
  TRY(fits);
  TRY(jumps);
  TRY(calls);
  TRY(taken);
  TRY(not_taken);
  TRY(loops);
  TRY(loops_not);
  TRY(by_register);
  TRY(by_memory);
  TRY(returns);
  TRY(narrow);
}
