// SPDX-License-Identifier: CC0-1.0
// Down to ring 3 by an iret to an outer level (SDM vol. 3, 6.12.1), and back
// here from a handler that makes its iret return to leave_ring_3.

#define KERNEL_DATA 0x10
#define USER_CODE   0x1B
#define USER_DATA   0x23

    .text
    .globl enter_ring_3
    .type enter_ring_3, @function
enter_ring_3:                           // (program, stack_top)
    pushl   %ebp
    pushl   %ebx
    pushl   %esi
    pushl   %edi
    movl    20(%esp), %esi
    movl    24(%esp), %edi
    movl    %esp, kernel_esp
    pushl   %esp                        // interrupts use the stack from here down
    pushl   $0                          // core 0 makes this test
    call    segments_kernel_stack
    addl    $8, %esp
    movw    $USER_DATA, %ax
    movw    %ax, %ds
    movw    %ax, %es
    movw    %ax, %fs
    movw    %ax, %gs
    pushl   $USER_DATA
    pushl   %edi
    pushfl
    pushl   $USER_CODE
    pushl   %esi
    iretl
    .size enter_ring_3, . - enter_ring_3

    .globl leave_ring_3
    .type leave_ring_3, @function
leave_ring_3:
    movw    $KERNEL_DATA, %ax
    movw    %ax, %ds
    movw    %ax, %es
    movw    %ax, %fs
    movw    %ax, %gs
    movl    kernel_esp, %esp
    popl    %edi
    popl    %esi
    popl    %ebx
    popl    %ebp
    ret
    .size leave_ring_3, . - leave_ring_3

    .section .bss
    .balign 4
kernel_esp:
    .long 0

    .section .note.GNU-stack, "", @progbits
