// SPDX-License-Identifier: CC0-1.0
// Exceptions through task gates: the error code is pushed on the new task's
// stack, the saved EIP is the faulting instruction's, and #DF by a task gate
// survives a stack that is gone (SDM 3A, 6.15, interrupt 8).
#include "guest.h"

static struct tss other;
static u8 other_stack[1024] __attribute__((aligned(16)));
static u32 seen[6];

void task_seen(u32 *esp);
// Keeps what it sees, then goes on with the old task at its end.
ROUTINE(other_task, "movl %esp, %eax\n pushl %eax\n call task_seen\n addl $4, %esp\n iretl\n");
ROUTINE(protection, "movw $0x208, %ax\n movw %ax, %fs\n clts\n ret");
ROUTINE(invalid, "ud2\n clts\n ret");
ROUTINE(page, "movl 0x40000010, %eax\n clts\n ret");
ROUTINE(no_stack, "movl %esp, %ebx\n movl $0x40001000, %esp\n 1: pushl %eax\n movl %ebx, %esp\n clts\n ret");

void task_seen(u32 *esp) {
  const u32 top = (u32)other_stack + 1024;
  seen[0] = top - (u32)esp;
  seen[1] = seen[0] ? *esp : 0xFFFFFFFF;
  seen[2] = other.link & 0xFFFF;
  seen[3] = tss_main.eip;
  seen[4] = tss_main.eflags;
  seen[5] = read_cr0() & 8;
  tss_main.eip += *(const u8 *)tss_main.eip == 0x0F || *(const u8 *)tss_main.eip == 0x8E ? 2 :
                  *(const u8 *)tss_main.eip == 0xA1 ? 5 : 1;
}

static void through(u8 vector, const char *what, const void *routine) {
  const u64 was = idt[vector];
  other.eip = (u32)other_task;
  other.esp = (u32)other_stack + 1024;
  other.eflags = 2;
  other.cr3 = read_cr3();
  gdt[TSS_OTHER >> 3] = segment((u32)&other, 0x67, 0x89, 0);
  idt[vector] = gate(TSS_OTHER, 0, 5, 0);
  attempt(what, routine);
  idt[vector] = was;
  print("  pushed %u bytes: %x; link %h; eip +%u flags %x TS %u; busy %b %b\n", seen[0], seen[1], seen[2],
        seen[3] - (u32)routine, seen[4] & ~0x10000u, seen[5] >> 3, (u32)access_of(TSS_MAIN), (u32)access_of(TSS_OTHER));
}

PROGRAM(task_gate_exception) {
  other.cs = CODE0;
  other.ss = other.ds = other.es = other.fs = other.gs = DATA0;
  through(13, "#GP", protection);
  through(6, "#UD", invalid);
  paging_on(0);
  tss_main.cr3 = read_cr3();
  through(14, "#PF", page);
  through(8, "#DF of a stack that is gone", no_stack);
}
