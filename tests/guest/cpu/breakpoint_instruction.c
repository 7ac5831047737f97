// SPDX-License-Identifier: CC0-1.0
// Instruction breakpoints are faults: #DB before the instruction, which RF in
// the frame lets execute on return (SDM 3B, 17.3.1.1).
#include "guest.h"

ROUTINE(path, "nop\n incl %eax\n nop\n nop\n movl $3, %ecx\n1: incl %ebx\n loop 1b\n ret");
// Behind the frame of 16 bits stands what RF would be in one of 32.
ROUTINE(word_return, "pushl $1\n pushl $0\n pushw $2\n pushw $8\n pushw $0xE000 + 2f - word_return\n iretw\n2: nop\n int $0x30");
enum { WORD_CODE = 0xE000 };  // where 16 bits reach
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
  const u32 length = (u32)(word_return_end - word_return);
  memcpy((void *)WORD_CODE, word_return, length);
  write_dr0(WORD_CODE + length - 3);
  write_dr7(1);
  attempt("IRETW", (void *)WORD_CODE);
  write_dr7(0);
}
