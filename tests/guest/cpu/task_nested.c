// SPDX-License-Identifier: CC0-1.0
// Tasks that call tasks: a chain of links, unwound by IRETs (SDM 3A, 7.4).
#include "guest.h"

enum { SECOND = FREE, THIRD = FREE + 8 };
static struct tss a, b, c;
static u8 stacks[3][512] __attribute__((aligned(16)));
ROUTINE(in_a, "movl %eax, %ebx\n 1: lcalll $0x70, $0\n leal 1(%eax), %eax\n iretl\n jmp 1b\n");
ROUTINE(in_b, "1: lcalll $0x78, $0\n leal 2(%eax), %eax\n iretl\n jmp 1b\n");
ROUTINE(in_c, "1: leal 3(%eax), %eax\n iretl\n jmp 1b\n");
ROUTINE(go, "lcalll $0x60, $0\n clts\n ret");

static void make(struct tss *tss, const void *code, unsigned i, u16 selector) {
  tss->eip = (u32)code;
  tss->esp = (u32)stacks[i] + 512;
  tss->eflags = 2;
  tss->cs = CODE0;
  tss->ss = tss->ds = tss->es = tss->fs = tss->gs = DATA0;
  gdt[selector >> 3] = segment((u32)tss, 0x67, 0x89, 0);
}

PROGRAM(task_nested) {
  make(&a, in_a, 0, TSS_OTHER);
  make(&b, in_b, 1, SECOND);
  make(&c, in_c, 2, THIRD);
  for (unsigned i = 0; i < 3; ++i) {
    attempt("down and up", go);
    print("eax %u %u %u, links %h %h %h, busy %b %b %b %b, NT %u %u %u\n", a.eax, b.eax, c.eax, a.link & 0xFFFF, b.link & 0xFFFF, c.link & 0xFFFF,
          (u32)access_of(TSS_MAIN), (u32)access_of(TSS_OTHER), (u32)access_of(SECOND), (u32)access_of(THIRD), (a.eflags >> 14) & 1,
          (b.eflags >> 14) & 1, (c.eflags >> 14) & 1);
  }
}
