// SPDX-License-Identifier: CC0-1.0
// The T bit of a TSS: #DB with DR6.BT before the new task's first instruction
// (SDM 3A, 7.2.1; 3B, 17.3.1.5). Local breakpoints are switched off by a task switch.
// manual: SDM 3B, 17.3.1.5: QEMU knows no T bit.
//   qemu:   by JMP: done cs 0008 flags 00000002 frame own-12
//   manual: by JMP: [#DB in task 0060, first 1, DR6 ffff8ff0] done cs 0008 flags 00000002 frame own-12
//   qemu:   by INT: done cs 0008 flags 00000002 frame own-12
//   manual: by INT: [#DB in task 0060, first 1, DR6 ffff8ff0] done cs 0008 flags 00000002 frame own-12
#include "guest.h"

static struct tss other;
static u8 other_stack[1024] __attribute__((aligned(16)));

ROUTINE(other_task, "nop\n ljmpl $0x58, $0\n");
ROUTINE(returns, "nop\n iretl\n");
ROUTINE(by_jump, "ljmpl $0x60, $0\n clts\n ret");
ROUTINE(by_int, "int $0x40\n clts\n ret");

static bool look(struct frame *frame) {
  if (frame->vector != 1) return false;
  print("[#DB in task %h, first %u, DR6 %x] ", (u32)read_tr(), frame->eip == (u32)other_task || frame->eip == (u32)returns, read_dr6());
  write_dr6(0xFFFF0FF0);
  return true;
}

static void renew(void) {
  other.eip = (u32)other_task;
  other.esp = (u32)other_stack + 1024;
  other.eflags = 2;
  other.cs = CODE0;
  other.ss = other.ds = other.es = other.fs = other.gs = DATA0;
  other.trap = 1;
  gdt[TSS_OTHER >> 3] = segment((u32)&other, 0x67, 0x89, 0);
  gdt[TSS_MAIN >> 3] = segment((u32)&tss_main, 0x67, 0x89, 0);
  load_tr(TSS_MAIN);
}

PROGRAM(task_trap_bit) {
  on_trap = look;
  idt[0x40] = gate(TSS_OTHER, 0, 5, 0);
  renew();
  write_dr0(0x500000);
  write_dr7(0x303);
  attempt("by JMP", by_jump);
  print("DR7 %x\n", read_dr7());
  renew();
  other.eip = (u32)returns;
  attempt("by INT", by_int);
}
