// SPDX-License-Identifier: CC0-1.0
// One stub for each vector, and the way into and out of an attempt.
    .text
    .altmacro
    .macro stub number
stub_\number:
    .if \number != 8 && (\number < 10 || \number > 14) && \number != 17
    pushl   $0
    .endif
    pushl   $\number
    jmp     trap_common
    .endm
    .macro address number
    .long   stub_\number
    .endm
    .set n, 0
    .rept 256
    stub    %n
    .set n, n + 1
    .endr

    .globl trap_common
trap_common:
    pushal
    pushl   %ds
    pushl   %es
    pushl   %fs
    pushl   %gs
    movw    $0x10, %ax
    movw    %ax, %ds
    movw    %ax, %es
    cld
    pushl   %esp
    call    trap                        // (struct frame *); returns to go on
    addl    $4, %esp
    popl    %gs
    popl    %fs
    popl    %es
    popl    %ds
    popal
    addl    $8, %esp
    iretl

// enter(const struct frame *to): loads everything, IRET. Comes back, as a
// function returns, through leave().
    .globl enter
enter:
    pushal
    movl    %esp, resume_esp
    movl    36(%esp), %esi              // the argument, over PUSHA and the return address
    movl    $70, %eax
    movl    64(%esi), %ebx              // EFLAGS
    testl   $0x20000, %ebx
    jnz     5f
    testl   $3, 60(%esi)                // CS
    jnz     6f
    movl    68(%esi), %edi              // the same ring: the frame goes below its ESP
    subl    $12, %edi
    movl    56(%esi), %eax
    movl    %eax, (%edi)
    movl    60(%esi), %eax
    movl    %eax, 4(%edi)
    movl    %ebx, 8(%edi)
    movl    (%esi), %eax
    movw    %ax, %gs
    movl    4(%esi), %eax
    movw    %ax, %fs
    movl    %edi, %esp
    jmp     7f
5:  pushl   88(%esi)                    // V86: GS FS DS ES
    pushl   84(%esi)
    pushl   80(%esi)
    pushl   76(%esi)
6:  pushl   72(%esi)
    pushl   68(%esi)
    pushl   64(%esi)
    pushl   60(%esi)
    pushl   56(%esi)
    testl   $0x20000, %ebx
    jnz     7f
    movl    (%esi), %eax
    movw    %ax, %gs
    movl    4(%esi), %eax
    movw    %ax, %fs
    movl    8(%esi), %eax
    movw    %ax, %es
7:  movl    16(%esi), %edi
    movl    24(%esi), %ebp
    movl    32(%esi), %ebx
    movl    36(%esi), %edx
    movl    40(%esi), %ecx
    pushl   44(%esi)                    // EAX
    pushl   20(%esi)                    // ESI
    testl   $0x20000, 64(%esi)
    jnz     8f
    movl    12(%esi), %eax
    movw    %ax, %ds
8:  popl    %esi
    popl    %eax
    iretl

    .globl leave
leave:
    movw    $0x10, %ax
    movw    %ax, %ds
    movw    %ax, %es
    movw    %ax, %fs
    movw    %ax, %gs
    movw    %ax, %ss
    movl    resume_esp, %esp
    pushl   $2
    popfl
    popal
    ret

// What a routine returns to.
    .globl routine_returned
routine_returned:
    int     $0x30

    .section .rodata
    .balign 4
    .globl stub_addresses
stub_addresses:
    .set n, 0
    .rept 256
    address %n
    .set n, n + 1
    .endr

    .bss
    .balign 4
resume_esp: .skip 4
    .section .note.GNU-stack, "", @progbits
