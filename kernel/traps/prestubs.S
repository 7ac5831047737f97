// SPDX-License-Identifier: CC0-1.0
// 256 prestubs of 16 bytes each: the gate of vector n leads to prestubs + 16n.
// They make all frames alike: the CPU pushes an error code for 8, 10-14 and 17
// only (SDM vol. 3, table 6-1), so the others push a dummy. The gates clear IF
// already; the cli is the article's.

    .text
    .globl prestubs
    .balign 16
prestubs:
    .set number, 0
    .rept 256
    .balign 16
    cli
    .if (number != 8) && ((number < 10) || (number > 14)) && (number != 17)
    pushl   $0
    .endif
    pushl   $number
    jmp     common_stub
    .set number, number + 1
    .endr
    .balign 16

    .section .note.GNU-stack, "", @progbits
