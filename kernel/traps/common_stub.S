// SPDX-License-Identifier: CC0-1.0
// From the prestub to C and back, twice: as published, where only ds is saved
// although all four are overwritten, and in full. Both leave a struct frame
// (traps/frame.h) and hand over its address.

#define KERNEL_DATA 0x10

    .macro load_kernel_segments
    movw    $KERNEL_DATA, %ax
    movw    %ax, %ds
    movw    %ax, %es
    movw    %ax, %fs
    movw    %ax, %gs
    .endm

    .text
    .globl common_stub
    .type common_stub, @function
common_stub:
    jmp     *%cs:stub_chosen            // stub=published|full; see traps/idt.c

    .globl common_stub_published
    .type common_stub_published, @function
common_stub_published:
    pushal
    pushl   %ds
    subl    $12, %esp                   // es, fs, gs: room, but nothing in it
    load_kernel_segments
    pushl   %esp
    call    int_handle
    addl    $4 + 12, %esp
    popl    %ds
    popal
    addl    $8, %esp                    // number and error code
    iretl
    .size common_stub_published, . - common_stub_published

    .globl common_stub_full
    .type common_stub_full, @function
common_stub_full:
    pushal
    pushl   %ds
    pushl   %es
    pushl   %fs
    pushl   %gs
    load_kernel_segments
    cld                                 // the ABI wants DF clear; iret gives it back
    pushl   %esp
    call    int_handle
    addl    $4, %esp
    popl    %gs
    popl    %fs
    popl    %es
    popl    %ds
    popal
    addl    $8, %esp
    iretl
    .size common_stub_full, . - common_stub_full

    .section .note.GNU-stack, "", @progbits
