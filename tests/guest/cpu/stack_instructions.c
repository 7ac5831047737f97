// SPDX-License-Identifier: CC0-1.0
// PUSH ESP, POP ESP, POP [ESP], PUSHA and POPA, 16-bit pushes, segment pushes,
// ENTER with levels, LEAVE, RET n.
#include "guest.h"

ROUTINE(push_esp, "movl %esp, %eax\n pushl %esp\n popl %ebx\n subl %ebx, %eax\n ret");
ROUTINE(pop_esp, "movl %esp, %eax\n pushl %eax\n popl %esp\n subl %esp, %eax\n ret");
ROUTINE(push_memory, "pushl $0x1234\n pushl (%esp)\n popl %eax\n popl %ebx\n ret");
ROUTINE(pop_memory, "pushl $0\n pushl $0x77\n popl (%esp)\n popl %eax\n ret");
ROUTINE(pusha, "movl %esp, %ecx\n pushal\n movl 12(%esp), %eax\n subl %ecx, %eax\n movl 4(%esp), %ebx\n addl $32, %esp\n xorl %ecx, %ecx\n ret");
ROUTINE(popa, "pushl $1\n pushl $2\n pushl $3\n pushl $4\n pushl $5\n pushl $6\n pushl $7\n pushl $8\n popal\n ret");
ROUTINE(words, "pushl $0\n pushw $0x1234\n pushw %ax\n movl (%esp), %ebx\n addl $8, %esp\n ret");
ROUTINE(segments, "pushl $-1\n addl $4, %esp\n pushl %ds\n movzwl (%esp), %eax\n addl $4, %esp\n pushw %es\n movzwl (%esp), %ebx\n addl $2, %esp\n ret");
ROUTINE(enter0, "movl %esp, %eax\n enter $16, $0\n subl %esp, %eax\n movl (%ebp), %ebx\n leave\n ret");
ROUTINE(enter3, "movl %esp, %ebp\n movl %esp, %eax\n pushl $0x111\n pushl $0x222\n movl %esp, %esi\n enter $8, $3\n subl %esp, %esi\n movl -4(%ebp), %ebx\n movl -8(%ebp), %ecx\n"
                "movl %eax, %esp\n subl %ebp, %ebp\n xorl %eax, %eax\n xorl %ebp, %ebp\n ret");
ROUTINE(ret_n, "movl %esp, %ecx\n pushl $1\n pushl $2\n call 1f\n subl %esp, %ecx\n ret\n1: ret $8");
ROUTINE(imm8, "pushl $-1\n popl %eax\n pushw $-2\n popw %bx\n ret");
ROUTINE(xlat_, "movl $table, %ebx\n movb $2, %al\n xlatb\n xorl %ebx, %ebx\n ret\n .pushsection .rodata\ntable: .byte 9, 8, 7\n .popsection");
ROUTINE(jecxz_, "xorl %ecx, %ecx\n jecxz 1f\n ud2\n1: movl $2, %ecx\n2: loopne 2b\n movl $0x10000, %ecx\n jcxz 3f\n ud2\n3: ret");

#define TRY(id) attempt(#id, id)
PROGRAM(stack_instructions) {
  TRY(push_esp);
  TRY(pop_esp);
  TRY(push_memory);
  TRY(pop_memory);
  TRY(pusha);
  TRY(popa);
  TRY(words);
  TRY(segments);
  TRY(enter0);
  TRY(enter3);
  TRY(ret_n);
  TRY(imm8);
  TRY(xlat_);
  TRY(jecxz_);
}
