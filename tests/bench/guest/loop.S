/* SPDX-License-Identifier: CC0-1.0
 *
 * A loop, run a given number of times on one core or on several, and nothing else: what the benchmarks time.
 * One of ALU, MEMORY and BRANCHY is defined on the compiler's command line. The same text makes two images: a Multiboot
 * ELF (Vectorscope, QEMU) and, with BOOT_SECTOR, one sector that a BIOS loads to 7C00 (Bochs, which knows no
 * Multiboot). The host writes the two numbers after the mark into a copy of the image.
 */

#define TRAMPOLINE 0x8000 /* where the other cores begin: the page of STARTUP vector 8 */
#define COPIED(label) (TRAMPOLINE + label - trampoline)
#define BUFFERS 0x20000 /* 64 KB a core, the stack at the upper end */
#define LAPIC 0xFEE00000

        .text
        .globl  _start

#ifdef BOOT_SECTOR
        .code16
_start: ljmp    $0, $1f
1:      xorw    %ax, %ax
        movw    %ax, %ds
        movw    %ax, %es
        movw    $trampoline, %si
        movw    $TRAMPOLINE, %di
        movw    $(trampoline_end - trampoline), %cx
        cld
        rep movsb
        ljmp    $0, $TRAMPOLINE
#else
        .align  4
        .long   0x1BADB002, 0, -0x1BADB002 /* Multiboot 1 */
        .code32
_start: movl    $trampoline, %esi
        movl    $TRAMPOLINE, %edi
        movl    $(trampoline_end - trampoline), %ecx
        cld
        rep movsb
        lgdt    COPIED(gdt_pointer)
        ljmp    $8, $protected
#endif

        .code16
trampoline:
        cli
        xorw    %ax, %ax
        movw    %ax, %ds
        lgdtl   COPIED(gdt_pointer)
        movl    %cr0, %eax
        orb     $1, %al
        movl    %eax, %cr0
        ljmpl   $8, $protected
        .align  8
gdt:    .quad   0, 0x00CF9A000000FFFF, 0x00CF92000000FFFF
gdt_pointer:
        .word   . - gdt - 1
        .long   COPIED(gdt)
trampoline_end:

        .code32
protected:
        movl    $16, %eax
        movl    %eax, %ds
        movl    %eax, %es
        movl    %eax, %ss
        movl    $1, %esi
        lock xaddl %esi, next_core
        testl   %esi, %esi
        jnz     1f
        cmpl    $1, cores
        je      1f
        movl    $LAPIC, %ebx
        movl    $0x1FF, 0xF0(%ebx)    /* the local APIC on */
        movl    $0xC4500, 0x300(%ebx) /* INIT to all others */
        movl    $100000, %ecx
2:      decl    %ecx
        jnz     2b
        movl    $(0xC4600 + TRAMPOLINE / 4096), 0x300(%ebx) /* STARTUP */
1:      shll    $16, %esi
        addl    $BUFFERS, %esi
        leal    0x10000(%esi), %esp
        movl    iterations, %ecx
        xorl    %eax, %eax
        xorl    %edx, %edx
        xorl    %edi, %edi
        .align  16

#if defined ALU
1:      addl    %ecx, %eax
        roll    $3, %edx
        xorl    %eax, %edx
        leal    5(%eax,%edx), %ebx
        subl    %ebx, %eax
        shrl    $1, %ebx
        orl     %ebx, %edx
        andl    $0xFFFFFF, %edx
        imull   %edx, %eax
        notl    %eax
        incl    %edx
        decl    %ecx
        jnz     1b
#elif defined MEMORY
1:      movl    (%esi,%edi), %eax
        addl    %ecx, %eax
        movl    %eax, (%esi,%edi)
        movl    64(%esi,%edi), %edx
        xorl    %eax, %edx
        movl    %edx, 128(%esi,%edi)
        addl    $4, %edi
        andl    $0x3FFC, %edi
        decl    %ecx
        jnz     1b
#elif defined BRANCHY
1:      imull   $1664525, %eax, %eax
        addl    $1013904223, %eax
        testl   $0x10000, %eax
        jz      2f
        incl    %edx
2:      testl   $0x200000, %eax
        jnz     3f
        decl    %edx
3:      call    4f
        decl    %ecx
        jnz     1b
        jmp     finished
4:      testl   $0x1000000, %eax
        jz      5f
        addl    %eax, %edx
5:      ret
#else
#error "define ALU, MEMORY or BRANCHY"
#endif

finished:
        lock decl cores
        jnz     park /* the last one switches the machine off */
        xorl    %eax, %eax
        outb    %al, $0xF4 /* Vectorscope; QEMU with isa-debug-exit */
        movl    $goodbye, %esi
        movl    $(goodbye_end - goodbye), %ecx
        movw    $0x8900, %dx /* Bochs */
        rep outsb
park:   cli
        hlt
        jmp     park

goodbye:
        .ascii  "Shutdown"
goodbye_end:
        .align  4
next_core:
        .long   0
        .ascii  "VSBENCH!" /* the mark; what follows is written by the host */
iterations:
        .long   1
cores:  .long   1

#ifdef BOOT_SECTOR
        .org    510
        .word   0xAA55
#endif
