// SPDX-License-Identifier: CC0-1.0
// Call gates of 16 bits: words as parameters, return addresses of 16 bits, and the
// inner stack of the TSS (SDM 3A, 5.8.3).
#include "guest.h"

// In the inner ring: what the CPU pushed, word by word.
ROUTINE(target, "movl (%esp), %eax\n movl 4(%esp), %ebx\n movl 8(%esp), %ecx\n movl %cs, %edx\n lretw $4");
ROUTINE(call_it, "pushw $0x1111\n pushw $0x2222\n lcallw $0x70, $0\n movl %ss, %ebp\n ret");
ROUTINE(jump_it, "ljmpw $0x70, $0\n");

static bool show(struct frame *frame) {
  // EIP of the caller is cut to 16 bits: what comes back is elsewhere. Its place is told by the low half.
  if (frame->vector != 0x30) print("[%u at low %u] ", frame->vector, (frame->eip & 0xFFFF) == ((u32)call_it & 0xFFFF));
  return false;
}

PROGRAM(gate_call_16bit) {
  // Both pieces at addresses that 16 bits can hold.
  copy_low(target, target_end);
  gdt[FREE >> 3] = gate(FREE + 8, 0, 4, 3) | ((u64)2 << 32);
  gdt[(FREE + 8) >> 3] = segment(LOW_CODE, 0xFFFF, 0x9A, 4);
  gdt[(FREE + 16) >> 3] = segment((u32)call_it, 0xFFFF, 0xFA, 4);
  on_trap = show;
  (void)jump_it;
  attempt("ring 0, without a change of the stack", jump_it);
  gdt[FREE >> 3] &= ~(1ull << 47);
  attempt("not present", call_it);
  attempt_in(3, "not present, ring 3", call_it);
  gdt[FREE >> 3] = gate(DATA0, 0, 4, 3);
  attempt("to data", call_it);
}
