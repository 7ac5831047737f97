// SPDX-License-Identifier: CC0-1.0
// The Multiboot entry, and the CPU's registers as every program finds them.
    .section .multiboot, "a"
    .balign 4
    .long 0x1BADB002, 0x00000003, -(0x1BADB002 + 0x00000003)

    .text
    .globl start
start:
    cli
    cld
    movl    $runner_stack + 8192, %esp
    pushl   %ebx
    call    runner                      // does not return

// reset_cpu(): control registers, tables, segments, debug registers, FPU.
    .globl reset_cpu
reset_cpu:
    movl    $0x31, %eax                 // PE, ET, NE; no paging
    movl    %eax, %cr0
    xorl    %eax, %eax
    movl    %eax, %cr3
    movl    %eax, %dr7
    movl    %eax, %dr0
    movl    %eax, %dr1
    movl    %eax, %dr2
    movl    %eax, %dr3
    movl    $0xFFFF0FF0, %eax
    movl    %eax, %dr6
    movl    $0x200, %eax                // OSFXSR, for LDMXCSR
    movl    %eax, %cr4
    fninit
    ldmxcsr initial_mxcsr
    xorl    %eax, %eax
    movl    %eax, %cr4
    lgdt    gdt_pointer
    lidt    idt_pointer
    ljmp    $0x08, $1f
1:  movw    $0x10, %ax
    movw    %ax, %ds
    movw    %ax, %es
    movw    %ax, %fs
    movw    %ax, %gs
    movw    %ax, %ss
    xorl    %eax, %eax
    lldt    %ax
    movw    $0x58, %ax
    ltr     %ax
    pushl   $2                          // IRET: NMIs are no longer blocked
    pushl   $0x08
    pushl   $2f
    iret
2:  ret

    .section .rodata
initial_mxcsr: .long 0x1F80
gdt_pointer:   .word 64 * 8 - 1
               .long gdt
idt_pointer:   .word 256 * 8 - 1
               .long idt

    .section .keep, "aw", @nobits
    .balign 16
runner_stack:  .skip 8192
    .section .note.GNU-stack, "", @progbits
