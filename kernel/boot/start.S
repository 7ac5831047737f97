// SPDX-License-Identifier: CC0-1.0
// Where the boot loader enters (Multiboot 1, section 3.2): protected mode,
// flat segments of the loader's, interrupts off, EAX = 2BADB002h, EBX -> the
// information structure. Other cores come in at ap_entry from the trampoline.

#define MULTIBOOT_MAGIC 0x1BADB002
#define MULTIBOOT_FLAGS 0x00000003      // page-aligned modules, memory map
#define STACK_SHIFT     13              // 8 KB a core; boot/cores.h says the same

    .section .multiboot, "a"
    .balign 4
    .long MULTIBOOT_MAGIC
    .long MULTIBOOT_FLAGS
    .long -(MULTIBOOT_MAGIC + MULTIBOOT_FLAGS)

    .text
    .globl start
    .type start, @function
start:
    cli
    cld
    movl    $stacks + (1 << STACK_SHIFT), %esp
    xorl    %ebp, %ebp                  // the end of every backtrace
    pushl   %ebx
    pushl   %eax
    call    kernel_main                 // does not return
    .size start, . - start

    .globl ap_entry
    .type ap_entry, @function
ap_entry:
    movw    $0x10, %ax
    movw    %ax, %ds
    movw    %ax, %es
    movw    %ax, %fs
    movw    %ax, %gs
    movw    %ax, %ss
    movl    starting_core, %eax         // one core starts at a time
    leal    1(%eax), %esp
    shll    $STACK_SHIFT, %esp
    addl    $stacks, %esp
    xorl    %ebp, %ebp
    pushl   %eax
    call    ap_main                     // does not return
    .size ap_entry, . - ap_entry

    .section .note.GNU-stack, "", @progbits
