// SPDX-License-Identifier: CC0-1.0
// TF and INT: the handler runs without TF, the step is told after its IRET; and
// a fault comes before the step of its instruction (SDM 3A, 6.9; 3B, 17.3.1.4).
#include "guest.h"

#define ON "pushfl\n orl $0x100, (%esp)\n popfl\n"
#define OFF "pushfl\n andl $~0x100, (%esp)\n popfl\n ret"
ROUTINE(handler, "pushfl\n popl %ebx\n andl $0x100, %ebx\n iretl");
ROUTINE(calls, ON "int $0x40\n nop\n int3\n nop\n" OFF);
ROUTINE(faults, ON "nop\n ud2\n nop\n" OFF);
ROUTINE(irets, "pushfl\n orl $0x100, (%esp)\n pushl %cs\n pushl $1f\n iretl\n1: nop\n nop\n" OFF);
ROUTINE(far, ON "pushl %cs\n pushl $1f\n lretl\n1: ljmpl $8, $2f\n2: nop\n" OFF);
ROUTINE(by_int1, ON ".byte 0xF1\n nop\n" OFF);

static unsigned count;
static bool step(struct frame *frame) {
  if (frame->vector == 3 || frame->vector == 6) {
    print("[%u at +%u TF %u] ", frame->vector, frame->eip - attempt_base, (frame->eflags >> 8) & 1);
    if (frame->vector == 6) frame->eip += 2;
    return true;
  }
  if (frame->vector != 1) return false;
  if (frame->eip - attempt_base < 200) print("+%u", frame->eip - attempt_base);
  else print("handler");
  if (read_dr6() != 0xFFFF4FF0) print("(%x)", read_dr6());
  print(" ");
  write_dr6(0xFFFF0FF0);
  return ++count < 60;
}

PROGRAM(single_step_calls) {
  on_trap = step;
  set_gate(0x40, handler, 0xE, 3);
  attempt("INT and INT3", calls);
  set_gate(0x40, handler, 0xF, 3);
  attempt("through a trap gate", calls);
  attempt("#UD", faults);
  attempt("IRET sets TF", irets);
  attempt("far transfers", far);
}
