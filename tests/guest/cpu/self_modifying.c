// SPDX-License-Identifier: CC0-1.0
// Code that changes itself: the next instruction, earlier and later blocks, a
// whole routine by MOVS, across a page, through another mapping (SDM 3A, 8.1.3).
#include "guest.h"

static u8 code[2][4096] __attribute__((aligned(4096)));

ROUTINE(next, "movb $0x41, 1f\n1: incl %eax\n ret");                         // becomes INC ECX
ROUTINE(jumped, "movb $0x42, 1f\n jmp 1f\n nop\n1: incl %eax\n ret");        // INC EDX
ROUTINE(loops, "movl $5, %ecx\n xorl %eax, %eax\n xorl %ebx, %ebx\n1: incl %eax\n xorb $3, 1b\n loop 1b\n ret");  // INC EAX, INC EBX
ROUTINE(counts, "movl $4, %ecx\n xorl %eax, %eax\n1: addb $1, 2f + 1\n2: movb $0x10, %dl\n movzbl %dl, %edx\n addl %edx, %eax\n loop 1b\n ret");
ROUTINE(called, "call 2f\n movb $0x41, 2f\n call 2f\n movb $0x40, 2f\n call 2f\n ret\n2: incl %eax\n ret");
ROUTINE(by_string, "movl $3f, %esi\n movl $2f, %edi\n movl $2, %ecx\n rep movsb\n2: nop\n nop\n ret\n3: incl %ebx\n incl %edx");
ROUTINE(rep_itself, "movl $2f, %edi\n movl $6, %ecx\n movb $0x43, %al\n1: rep stosb\n2: nop\n nop\n nop\n nop\n nop\n nop\n ret");
ROUTINE(over_itself, "movl $1f, %edi\n movl $8, %ecx\n movb $0x90, %al\n1: rep stosb\n nop\n nop\n nop\n nop\n nop\n nop\n ret");
ROUTINE(pushes, "movl %esp, %ebp\n movl $3f, %esp\n pushl $0x90434343\n movl %ebp, %esp\n jmp 2f\n2: nop\n nop\n nop\n nop\n3: ret");

static void in_pages(void) {
  // MOV BYTE [next page], 43h (INC EBX) right before the next page begins; RET after it.
  u8 *at = code[0] + 4096 - 7;
  *at++ = 0xC6;
  *at++ = 0x05;
  *(u32 *)at = (u32)code[1];
  at[4] = 0x43;
  code[1][0] = 0x40;
  code[1][1] = 0xC3;
}

PROGRAM(self_modifying) {
  attempt("the next instruction", next);
  attempt("after a jump", jumped);
  attempt("in a loop", loops);
  attempt("an operand", counts);
  attempt("a subroutine", called);
  attempt("by MOVS", by_string);
  attempt("by STOS, ahead", rep_itself);
  attempt("by STOS, over itself", over_itself);
  attempt("by PUSH", pushes);
  in_pages();
  attempt("the next page", code[0] + 4096 - 7);
  in_pages();
  attempt("and again", code[0] + 4096 - 7);
  paging_on(0);
  map(VIRTUAL, (u32)code[1], P | W);
  code[1][0] = 0x40;
  attempt("once", code[1]);
  *(volatile u8 *)VIRTUAL = 0x42;
  attempt("through another mapping", code[1]);
}
