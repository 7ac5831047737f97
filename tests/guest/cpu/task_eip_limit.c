// SPDX-License-Identifier: CC0-1.0
// A task that would begin beyond its code segment's limit: #GP(0), in that task
// (SDM 2A, JMP, TASK-STATE-SEGMENT).
#include "guest.h"

static struct tss other;

ROUTINE(jump, "ljmpl $0x60, $0\n clts\n ret");

static void one(const char *what, u32 eip) {
  memset(&other, 0, sizeof other);
  other.eip = eip;
  other.esp = STACK_TOP(1);
  other.eflags = 2;
  other.cs = FREE;
  other.ss = other.ds = other.es = other.fs = other.gs = DATA0;
  gdt[FREE >> 3] = segment(0, (u32)jump >> 12, 0x9A, 0xC);
  gdt[TSS_OTHER >> 3] = segment((u32)&other, 0x67, 0x89, 0);
  gdt[TSS_MAIN >> 3] = segment((u32)&tss_main, 0x67, 0x89, 0);
  load_tr(TSS_MAIN);
  on_trap = NULL;
  attempt(what, jump);
  print("  cs %h in task %h\n", last.cs & 0xFFFF, (u32)read_tr());
  gdt[TSS_MAIN >> 3] = segment((u32)&tss_main, 0x67, 0x89, 0);
  load_tr(TSS_MAIN);
  __asm__ volatile("clts");
}

PROGRAM(task_eip_limit) {
  one("in the next page but one", (u32)jump + 0x2000);
  one("far beyond", (u32)jump + 0x10000000);
}
