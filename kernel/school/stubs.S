// SPDX-License-Identifier: CC0-1.0
// registers=repaired: the general registers are really saved, and the frame that
// the handler is shown is one frame whether the CPU pushed an error code or not.

    .text
    .globl school_stubs
    .balign 16
school_stubs:
    .set number, 0
    .rept 32
    .balign 16
    .if (number != 8) && ((number < 10) || (number > 14)) && (number != 17)
    pushl   $0
    .endif
    pushl   $number
    jmp     school_common
    .set number, number + 1
    .endr
    .balign 16

    .type school_common, @function
school_common:
    pushal
    cld
    pushl   %esp
    call    school_exception
    addl    $4, %esp
    popal
    addl    $8, %esp                    // number and error code
    iretl
    .size school_common, . - school_common

// Nothing of what the machine worked on stays in a register: what is to be kept
// has been kept. ESP stays, so that the stack can still be looked at.
    .globl panic_clean_and_stop
    .type panic_clean_and_stop, @function
panic_clean_and_stop:
    cli
    xorl    %eax, %eax
    xorl    %ebx, %ebx
    xorl    %ecx, %ecx
    xorl    %edx, %edx
    xorl    %esi, %esi
    xorl    %edi, %edi
    xorl    %ebp, %ebp
1:  hlt
    jmp     1b
    .size panic_clean_and_stop, . - panic_clean_and_stop

    .section .note.GNU-stack, "", @progbits
