// SPDX-License-Identifier: CC0-1.0
// From one stack to another. What a C function must keep is on the stack that is
// left; the rest its caller does not expect to find again.

    .text
    .globl thread_switch
    .type thread_switch, @function
thread_switch:                          // (uint32_t *save, uint32_t to)
    movl    4(%esp), %eax
    movl    8(%esp), %edx
    pushl   %ebp
    pushl   %ebx
    pushl   %esi
    pushl   %edi
    movl    %esp, (%eax)
    movl    %edx, %esp
    popl    %edi
    popl    %esi
    popl    %ebx
    popl    %ebp
    ret
    .size thread_switch, . - thread_switch

    .section .note.GNU-stack, "", @progbits
