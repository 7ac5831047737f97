// SPDX-License-Identifier: CC0-1.0
// What interrupt and trap gates do to IF, TF, NT and RF (SDM 3A, 6.12.1.2).
#include "guest.h"

// The handler's own EFLAGS go to EBX, the pushed ones to ECX.
ROUTINE(flags_handler, "pushfl\n popl %ebx\n movl 8(%esp), %ecx\n iretl");
ROUTINE(call_it, "int $0x40\n ret");
ROUTINE(call_with_if, "sti\n int $0x40\n cli\n ret");
ROUTINE(call_with_nt, "pushfl\n orl $0x4000, (%esp)\n popfl\n int $0x41\n pushl $2\n popfl\n ret");
// With NT in the handler's frame a plain IRET goes back, since NT is clear in the handler.
ROUTINE(call_with_df_of, "std\n movb $0x7f, %al\n incb %al\n int $0x40\n cld\n ret");

PROGRAM(gate_flags) {
  for (u8 type = 0xE; type <= 0xF; ++type) {
    print("type %b\n", (u32)type);
    set_gate(0x40, flags_handler, type, 0);
    set_gate(0x41, flags_handler, type, 0);
    attempt("IF clear", call_it);
    attempt("IF set", call_with_if);
    attempt("NT set", call_with_nt);
    attempt("DF and OF set", call_with_df_of);
  }
}
