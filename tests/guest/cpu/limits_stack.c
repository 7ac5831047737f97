// SPDX-License-Identifier: CC0-1.0
// Beyond the stack segment's limit it is #SS(0), by whatever means the stack is
// used, and ESP stays as it was (SDM 3A, 5.3 and 6.15, interrupt 12).
// manual: SDM 3A, 5.3 and 6.15, interrupt 12: QEMU looks at no limits.
//   qemu:   push_over: done cs 003b flags 00000002 frame ring0-20 from 0073:00000ffe ecx=c0c00073
//   manual: push_over: #SS(0000) at +11 cs 003b flags 00000002 frame ring0-20 from 0073:00001002 ecx=c0c00073
//   qemu:   push_word: done cs 003b flags 00000002 frame ring0-20 from 0073:00001000 ecx=c0c00073
//   manual: push_word: #SS(0000) at +11 cs 003b flags 00000002 frame ring0-20 from 0073:00001002 ecx=c0c00073
//   qemu:   push_under: done cs 003b flags 00000002 frame ring0-20 from 0073:fffffffe ecx=c0c00073
//   manual: push_under: #SS(0000) at +11 cs 003b flags 00000002 frame ring0-20 from 0073:00000002 ecx=c0c00073
//   qemu:   push_flags: done cs 003b flags 00000002 frame ring0-20 from 0073:00000ffd ecx=c0c00073
//   manual: push_flags: #SS(0000) at +11 cs 003b flags 00000002 frame ring0-20 from 0073:00001001 ecx=c0c00073
//   qemu:   pop_over: done cs 003b flags 00000002 frame ring0-20 from 0073:00001002 ebx=00000000 ecx=c0c00073
//   manual: pop_over: #SS(0000) at +11 cs 003b flags 00000002 frame ring0-20 from 0073:00000ffe ecx=c0c00073
//   qemu:   pop_to: done cs 003b flags 00000002 frame ring0-20 from 0073:00001002 ecx=c0c00073
//   manual: pop_to: #SS(0000) at +11 cs 003b flags 00000002 frame ring0-20 from 0073:00000ffe ecx=c0c00073
//   qemu:   call_over: done cs 003b flags 00000002 frame ring0-20 from 0073:00001000 ecx=c0c00073
//   manual: call_over: #SS(0000) at +11 cs 003b flags 00000002 frame ring0-20 from 0073:00001004 ecx=c0c00073
//   qemu:   return_over: done cs 003b flags 00000002 frame ring0-20 from 0073:00001004 ecx=c0c00073
//   manual: return_over: #SS(0000) at +11 cs 003b flags 00000002 frame ring0-20 from 0073:00001000 ecx=c0c00073
//   qemu:   far_over: #GP(0000) at +11 cs 003b flags 00000002 frame ring0-20 from 0073:00000ffc ecx=c0c00073
//   manual: far_over: #SS(0000) at +11 cs 003b flags 00000002 frame ring0-20 from 0073:00000ffc ecx=c0c00073
//   qemu:   interrupt_over: #GP(0000) at +11 cs 003b flags 00000002 frame ring0-20 from 0073:00000ff8 ecx=c0c00073
//   manual: interrupt_over: #SS(0000) at +11 cs 003b flags 00000002 frame ring0-20 from 0073:00000ff8 ecx=c0c00073
//   qemu:   pusha_part: done cs 003b flags 00000002 frame ring0-20 from 0073:fffffff0 ecx=c0c00073
//   manual: pusha_part: #SS(0000) at +11 cs 003b flags 00000002 frame ring0-20 from 0073:00000010 ecx=c0c00073
//   qemu:   popa_part: done cs 003b flags 00000002 frame ring0-20 from 0073:00001010 eax=00000000 ebx=00000000 ecx=00000000 edx=00000000 esi=00000000 edi=00000000 ebp=00000000
//   manual: popa_part: #SS(0000) at +11 cs 003b flags 00000002 frame ring0-20 from 0073:00000ff0 ecx=c0c00073
//   qemu:   enter_over: done cs 003b flags 00000002 frame ring0-20 from 0073:ffffffdc ecx=c0c00073 ebp=0000001c
//   manual: enter_over: #SS(0000) at +11 cs 003b flags 00000002 frame ring0-20 from 0073:00000020 ecx=c0c00073
//   qemu:   leave_over: done cs 003b flags 00000002 frame ring0-20 from 0073:00001001 ecx=c0c00073 ebp=00000000
//   manual: leave_over: #SS(0000) at +16 cs 003b flags 00000002 frame ring0-20 from 0073:00000100 ecx=c0c00073 ebp=00000ffd
//   qemu:   frame_over: done cs 003b flags 00000002 frame ring0-20 from 0073:00000100 ebx=00000000 ecx=c0c00073 ebp=00000ffc
//   manual: frame_over: #SS(0000) at +16 cs 003b flags 00000002 frame ring0-20 from 0073:00000100 ecx=c0c00073 ebp=00000ffc
//   qemu:   named: done cs 003b flags 00000002 frame ring0-20 from 0073:00000100 ebx=00000000 ecx=c0c00073
//   manual: named: #SS(0000) at +16 cs 003b flags 00000002 frame ring0-20 from 0073:00000100 ebx=00000ffd ecx=c0c00073
//   qemu:   down_under: done cs 003b flags 00000002 frame ring0-20 from 007b:00000ffc ecx=c0c0007b
//   manual: down_under: #SS(0000) at +11 cs 003b flags 00000002 frame ring0-20 from 007b:00001000 ecx=c0c0007b
//   qemu:   small_across: done cs 003b flags 00000002 frame ring0-20 from 0083:5555fffe ecx=c0c00083
//   manual: small_across: #SS(0000) at +11 cs 003b flags 00000002 frame ring0-20 from 0083:55550002 ecx=c0c00083
#include "guest.h"

extern const u8 routine_returned[];

enum { UP = FREE, DOWN = FREE + 8, SMALL = FREE + 16, MEMORY = 0x20000 };  // with RPL 3 below

#define ON(selector, esp) "movw $" #selector ", %cx\n movw %cx, %ss\n movl $" #esp ", %esp\n"
ROUTINE(push_top, ON(0x73, 0x1000) "pushl %eax\n int $0x30");
ROUTINE(push_over, ON(0x73, 0x1002) "pushl %eax\n int $0x30");
ROUTINE(push_word, ON(0x73, 0x1002) "pushw %ax\n int $0x30");
ROUTINE(push_under, ON(0x73, 2) "pushl %eax\n int $0x30");
ROUTINE(push_flags, ON(0x73, 0x1001) "pushfl\n int $0x30");
ROUTINE(pop_end, ON(0x73, 0xFFC) "popl %ebx\n int $0x30");
ROUTINE(pop_over, ON(0x73, 0xFFE) "popl %ebx\n int $0x30");
ROUTINE(pop_to, ON(0x73, 0xFFE) "popl 0x23000\n int $0x30");
ROUTINE(call_over, ON(0x73, 0x1004) "call 1f\n1: int $0x30");
ROUTINE(return_over, ON(0x73, 0x1000) "ret");
ROUTINE(far_over, ON(0x73, 0xFFC) "lret");
ROUTINE(interrupt_over, ON(0x73, 0xFF8) "iretl");
ROUTINE(pusha_part, ON(0x73, 0x10) "pushal\n int $0x30");
ROUTINE(popa_part, ON(0x73, 0xFF0) "popal\n int $0x30");
ROUTINE(enter_over, ON(0x73, 0x20) "enter $0x40, $0\n int $0x30");
ROUTINE(enter_fits, ON(0x73, 0x44) "enter $0x40, $0\n int $0x30");
ROUTINE(leave_over, ON(0x73, 0x100) "movl $0xFFD, %ebp\n leave\n int $0x30");
ROUTINE(frame_over, ON(0x73, 0x100) "movl $0xFFC, %ebp\n movl 1(%ebp), %ebx\n int $0x30");
ROUTINE(frame_by_ds, ON(0x73, 0x100) "movl $0x22FFC, %ebp\n movl %ds:1(%ebp), %ebx\n int $0x30");
ROUTINE(named, ON(0x73, 0x100) "movl $0xFFD, %ebx\n movl %ss:(%ebx), %ebx\n int $0x30");
ROUTINE(down_fits, ON(0x7B, 0x1004) "pushl %eax\n int $0x30");
ROUTINE(down_under, ON(0x7B, 0x1000) "pushl %eax\n int $0x30");
ROUTINE(small_wraps, ON(0x83, 0x55550000) "pushl %eax\n int $0x30");
ROUTINE(small_across, ON(0x83, 0x55550002) "pushl %eax\n int $0x30");
ROUTINE(small_pusha, ON(0x83, 8) "pushal\n int $0x30");

#define TRY(routine) (memset((void *)MEMORY, 0, 0x4000), attempt_in(3, #routine, routine))

PROGRAM(limits_stack) {
  gdt[UP >> 3] = segment(MEMORY, 0xFFF, 0xF2, 4);
  gdt[DOWN >> 3] = segment(MEMORY, 0xFFF, 0xF6, 4);
  gdt[SMALL >> 3] = segment(MEMORY, 0xFFFF, 0xF2, 0);
  TRY(push_top);
  TRY(push_over);
  TRY(push_word);
  TRY(push_under);
  TRY(push_flags);
  TRY(pop_end);
  TRY(pop_over);
  TRY(pop_to);
  TRY(call_over);
  memset((void *)MEMORY, 0, 0x4000);
  *(u32 *)(MEMORY + 0x1000) = (u32)routine_returned;
  attempt_in(3, "return_over", return_over);
  TRY(far_over);
  TRY(interrupt_over);
  TRY(pusha_part);
  TRY(popa_part);
  TRY(enter_over);
  TRY(enter_fits);
  TRY(leave_over);
  TRY(frame_over);
  TRY(frame_by_ds);
  TRY(named);
  TRY(down_fits);
  TRY(down_under);
  TRY(small_wraps);
  TRY(small_across);
  TRY(small_pusha);
}
