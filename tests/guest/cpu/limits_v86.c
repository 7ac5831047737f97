// SPDX-License-Identifier: CC0-1.0
// In virtual-8086 mode every segment ends at FFFF: a word there is #GP(0), or
// #SS(0) on the stack (SDM 3B, 20.1.1 and 20.2.7; 3A, 5.3).
// manual: SDM 3A, 5.3: QEMU looks at no limits.
//   qemu:   last_word: done at +5 cs 1000 flags 00023002 frame ring0-36 from 2000:0000f000 es 1111 ds 2000 fs 2222 gs 3333 eax=a0a00000
//   manual: last_word: #GP(0000) at +0 cs 1000 flags 00023002 frame ring0-36 from 2000:0000f000 es 1111 ds 2000 fs 2222 gs 3333
//   qemu:   dword_across: done at +6 cs 1000 flags 00023002 frame ring0-36 from 2000:0000f000 es 1111 ds 2000 fs 2222 gs 3333 eax=00000000
//   manual: dword_across: #GP(0000) at +0 cs 1000 flags 00023002 frame ring0-36 from 2000:0000f000 es 1111 ds 2000 fs 2222 gs 3333
//   qemu:   on_stack: done at +6 cs 1000 flags 00023002 frame ring0-36 from 2000:0000f000 es 1111 ds 2000 fs 2222 gs 3333 eax=a0a00000
//   manual: on_stack: #SS(0000) at +0 cs 1000 flags 00023002 frame ring0-36 from 2000:0000f000 es 1111 ds 2000 fs 2222 gs 3333
//   qemu:   wide_address: done at +11 cs 1000 flags 00023002 frame ring0-36 from 2000:0000f000 es 1111 ds 2000 fs 2222 gs 3333 eax=a0a0a000 ebx=00010000
//   manual: wide_address: #GP(0000) at +6 cs 1000 flags 00023002 frame ring0-36 from 2000:0000f000 es 1111 ds 2000 fs 2222 gs 3333 ebx=00010000
//   qemu:   push_across: done at +6 cs 1000 flags 00023002 frame ring0-36 from 2000:0000ffff es 1111 ds 2000 fs 2222 gs 3333
//   manual: push_across: #SS(0000) at +3 cs 1000 flags 00023002 frame ring0-36 from 2000:00000001 es 1111 ds 2000 fs 2222 gs 3333
//   qemu:   pop_across: done at +6 cs 1000 flags 00023002 frame ring0-36 from 2000:00000001 es 1111 ds 2000 fs 2222 gs 3333
//   manual: pop_across: #SS(0000) at +3 cs 1000 flags 00023002 frame ring0-36 from 2000:0000ffff es 1111 ds 2000 fs 2222 gs 3333
//   qemu:   copies: done at +12 cs 1000 flags 00023046 frame ring0-36 from 2000:0000f000 es 1111 ds 2000 fs 2222 gs 3333 ecx=c0c00000 esi=5151000d edi=d1d10012
//   manual: copies: #GP(0000) at +8 cs 1000 flags 00023046 frame ring0-36 from 2000:0000f000 es 1111 ds 2000 fs 2222 gs 3333 ecx=c0c00007 esi=5151ffff edi=d1d10004
//   qemu:   other_segment: done at +6 cs 1000 flags 00023002 frame ring0-36 from 2000:0000f000 es 1111 ds 2000 fs 2222 gs 3333 eax=a0a00000
//   manual: other_segment: #GP(0000) at +0 cs 1000 flags 00023002 frame ring0-36 from 2000:0000f000 es 1111 ds 2000 fs 2222 gs 3333
#include "guest.h"

ROUTINE16(last_byte, "movb 0xFFFF, %al\n int $0x30");
ROUTINE16(last_word, "movw 0xFFFF, %ax\n int $0x30");
ROUTINE16(dword_fits, "movl 0xFFFC, %eax\n int $0x30");
ROUTINE16(dword_across, "movl 0xFFFD, %eax\n int $0x30");
ROUTINE16(on_stack, "movw %ss:0xFFFF, %ax\n int $0x30");
ROUTINE16(wide_address, "movl $0x10000, %ebx\n movb (%ebx), %al\n int $0x30");
ROUTINE16(wraps, "movw $0xFFFF, %bx\n movb 2(%bx), %al\n int $0x30");
ROUTINE16(push_wraps, "movw $0, %sp\n pushw %ax\n int $0x30");
ROUTINE16(push_across, "movw $1, %sp\n pushw %ax\n int $0x30");
ROUTINE16(pop_across, "movw $0xFFFF, %sp\n popw %ax\n int $0x30");
ROUTINE16(copies, "movw $0xFFFB, %si\n xorw %di, %di\n movw $9, %cx\n rep movsw\n int $0x30");
ROUTINE16(other_segment, "movw %gs:0xFFFF, %ax\n int $0x30");

#define TRY(routine) attempt_v86(0x3000, #routine, routine, routine##_end)

PROGRAM(limits_v86) {
  memset((void *)0x20000, 0, 0x10010);
  TRY(last_byte);
  TRY(last_word);
  TRY(dword_fits);
  TRY(dword_across);
  TRY(on_stack);
  TRY(wide_address);
  TRY(wraps);
  TRY(push_wraps);
  TRY(push_across);
  TRY(pop_across);
  TRY(copies);
  TRY(other_segment);
}
