// SPDX-License-Identifier: CC0-1.0
// Single steps across a task switch: TF is one of the flags that a task brings
// and leaves (SDM 3B, 17.3.1.4).
#include "guest.h"

static struct tss other;
static u8 other_stack[1024] __attribute__((aligned(16)));

ROUTINE(other_task, "nop\n nop\n ljmpl $0x58, $0\n");
ROUTINE(jump, "ljmpl $0x60, $0\n nop\n clts\n ret");

static bool stepped(struct frame *frame) {
  if (frame->vector != 1) return false;
  const bool there = frame->eip >= (u32)other_task && frame->eip <= (u32)other_task_end;
  print("[%s+%u DR6 %x TF %u] ", there ? "other" : "main", frame->eip - (u32)(there ? other_task : jump), read_dr6(), (frame->eflags >> 8) & 1);
  write_dr6(0xFFFF0FF0);
  return true;
}

static void one(const char *what, u32 flags) {
  other.eip = (u32)other_task;
  other.esp = (u32)other_stack + 1024;
  other.eflags = flags;
  other.cs = CODE0;
  other.ss = other.ds = other.es = other.fs = other.gs = DATA0;
  gdt[TSS_OTHER >> 3] = segment((u32)&other, 0x67, 0x89, 0);
  gdt[TSS_MAIN >> 3] = segment((u32)&tss_main, 0x67, 0x89, 0);
  load_tr(TSS_MAIN);
  attempt(what, jump);
  __asm__ volatile("clts");
}

PROGRAM(task_single_step) {
  on_trap = stepped;
  one("the new task's TF", 0x102);
  one("nobody's", 2);
}
