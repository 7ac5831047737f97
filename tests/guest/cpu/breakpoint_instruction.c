// SPDX-License-Identifier: CC0-1.0
// Instruction breakpoints are faults: #DB before the instruction, which RF in
// the frame lets execute on return (SDM 3B, 17.3.1.1).
#include "guest.h"

ROUTINE(path, "nop\n incl %eax\n nop\n nop\n movl $3, %ecx\n1: incl %ebx\n loop 1b\n ret");
enum { INC = 1, FIRST = 0, MOV = 4, BODY = 9 };

static bool resume;
static unsigned count;
static bool hit(struct frame *frame) {
  if (frame->vector != 1) return false;
  print("[+%u DR6 %x] ", frame->eip - attempt_base, read_dr6());
  write_dr6(0xFFFF0FF0);
  if (resume) frame->eflags |= 0x10000;
  else write_dr7(0x400);
  return ++count < 20;
}

static void run(const char *what, u32 dr7) {
  count = 0;
  write_dr7(dr7);
  print("%s, DR7 %x\n", what, read_dr7());
  attempt("  ring 0", path);
  write_dr7(dr7);
  attempt_in(3, "  ring 3", path);
  write_dr7(0);
}

PROGRAM(breakpoint_instruction) {
  on_trap = hit;
  for (unsigned way = 0; way < 2; ++way) {
    resume = way == 0;
    print(resume ? "resumed by RF\n" : "resumed by taking the breakpoint off\n");
    write_dr0((u32)path + INC);
    write_dr1((u32)path + BODY);
    write_dr2((u32)path + MOV);
    write_dr3((u32)path + INC);
    run("none", 0);
    run("DR0 local", 1);
    run("DR0 global", 2);
    run("DR1", 4);
    run("DR2", 0x20);
    run("DR0 and DR2", 0x11);
    run("DR0 and DR3, the same place", 0x82);
  }
  resume = true;
  write_dr0((u32)path + INC + 1);
  run("inside an instruction", 1);
}
