// SPDX-License-Identifier: CC0-1.0
// 16-bit protected code and a 16-bit stack: IP and SP have 16 bits, sizes are
// turned by prefixes, calls to 32-bit code and back.
#include "guest.h"

ROUTINE(go, "movl %esp, %edi\n lcalll $0x70, $0\n movl %ebx, %ebx\n ret");
ROUTINE16(inside, "movw %cs, %bx\n pushw %bx\n pushl %ebx\n popw %cx\n popl %edx\n movw %sp, %si\n movl $0x12345678, %eax\n movw %ax, %dx\n"
                  "call 1f\n lretl\n1: movw $0xFFFF, %bp\n movzwl %bp, %ebp\n addw $2, %bp\n ret");
ROUTINE(small_stack, "movl %ss, %ebx\n movl %esp, %ebp\n movl $0xABCD0100, %esp\n movw $0x78, %ax\n movw %ax, %ss\n pushl %eax\n movl %esp, %ecx\n popl %edx\n"
                     "movl %esp, %esi\n movl %ebx, %ss\n movl %ebp, %esp\n ret");
ROUTINE(small_wraps, "movl %ss, %ebx\n movl %esp, %ebp\n movw $0x78, %ax\n movw %ax, %ss\n movl $0x55550000, %esp\n pushl %eax\n movl %esp, %ecx\n popl %edx\n"
                     "movl %esp, %esi\n movl %ebx, %ss\n movl %ebp, %esp\n ret");

PROGRAM(code16) {
  gdt[FREE >> 3] = segment((u32)inside, 0xFFFF, 0x9A, 0);
  gdt[(FREE + 8) >> 3] = segment(0x20000, 0xFFFF, 0x92, 0);
  attempt("16-bit code", go);
  attempt("16-bit stack", small_stack);
  attempt("16-bit stack that wraps", small_wraps);
}
