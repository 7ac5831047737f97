// SPDX-License-Identifier: CC0-1.0
// #DE is a fault: the frame points at the instruction, registers are unchanged.
#include "guest.h"

ROUTINE(by_zero, "xorl %ecx, %ecx\n divl %ecx\n ret");
ROUTINE(by_zero_byte, "xorl %ecx, %ecx\n divb %cl\n ret");
ROUTINE(by_zero_word_memory, "movw $0, zero_word\n idivw zero_word\n ret\n .lcomm zero_word, 4");
ROUTINE(too_large, "movl $2, %edx\n movl $2, %ecx\n divl %ecx\n ret");
ROUTINE(signed_overflow, "movl $0x80000000, %eax\n cltd\n movl $-1, %ecx\n idivl %ecx\n ret");
ROUTINE(signed_byte_edge, "movw $-128, %ax\n movb $1, %cl\n idivb %cl\n ret");
ROUTINE(signed_byte_overflow, "movw $128, %ax\n movb $1, %cl\n idivb %cl\n ret");
ROUTINE(aam_zero, "aam $0\n ret");
ROUTINE(fits, "movl $7, %eax\n cltd\n movl $2, %ecx\n divl %ecx\n ret");

PROGRAM(divide_error) {
  attempt("by zero", by_zero);
  attempt("by zero, byte", by_zero_byte);
  attempt("by zero, word in memory", by_zero_word_memory);
  attempt("quotient too large", too_large);
  attempt("signed overflow", signed_overflow);
  attempt("-128 / 1", signed_byte_edge);
  attempt("128 / 1", signed_byte_overflow);
  attempt("AAM 0", aam_zero);
  attempt("7 / 2", fits);
  attempt_in(3, "by zero in ring 3", by_zero);
}
