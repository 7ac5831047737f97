// SPDX-License-Identifier: CC0-1.0
// A STARTUP IPI with vector 08h starts a core in real mode at 0800:0000
// (SDM vol. 3, 9.4.4). This is copied there and leaves real mode at once.

#define TRAMPOLINE 0x8000               // boot/cores.h says the same
#define AT(label)  (TRAMPOLINE + label - trampoline_begin)

    .section .rodata
    .globl trampoline_begin, trampoline_end, trampoline_park
    .code16
trampoline_begin:
    cli
    cld
    xorw    %ax, %ax
    movw    %ax, %ds
    lgdtl   AT(gdt_pointer)
    movl    %cr0, %eax
    orb     $1, %al
    movl    %eax, %cr0
    ljmpl   $0x08, $ap_entry

    // Where the boot processor of a plain PC ends up after INIT; see ipi/stop.c.
trampoline_park:
    cli
1:  hlt
    jmp     1b

    .balign 4
gdt_pointer:
    .word   (5 + 16) * 8 - 1            // SELECTOR_TSS + one TSS a core
    .long   gdt
trampoline_end:
    .code32

    .section .note.GNU-stack, "", @progbits
