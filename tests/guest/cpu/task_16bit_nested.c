// SPDX-License-Identifier: CC0-1.0
// Tasks of 16 bits called from one of 32, and one of 32 called from it: links, NT,
// and what of each is saved (SDM 3A, 7.6).
#include "guest.h"

enum { CODE_NARROW = FREE, STACK_NARROW = FREE + 8, TSS_THIRD = FREE + 16, GATE = FREE + 24 };
static struct { u16 link, sp0, ss0, sp1, ss1, sp2, ss2, ip, flags, ax, cx, dx, bx, sp, bp, si, di, es, cs, ss, ds, ldt; } narrow;
static struct tss third;
static u8 stacks[2][512] __attribute__((aligned(16)));

ROUTINE16(in_narrow, "1: leal 1(%eax), %eax\n lcallw $0x80, $0\n leal 0x100(%eax), %eax\n iretw\n jmp 1b\n");
ROUTINE(in_third, "1: leal 1(%eax), %eax\n pushfl\n popl %ebx\n iretl\n jmp 1b\n");
ROUTINE(go, "lcalll $0x60, $0\n clts\n ret");
ROUTINE(through_gate, "lcalll $0x88, $0\n clts\n ret");
ROUTINE(by_memory, "pushl $0x60\n pushl $0\n lcalll *(%esp)\n addl $8, %esp\n clts\n ret");
ROUTINE(by_short_pointer, "pushl $0x600000\n lcallw *(%esp)\n addl $4, %esp\n clts\n ret");
ROUTINE(from_user, "lcalll $0x63, $0\n ret");

static void show(void) {
  print("  narrow: ax %h sp %h flags %h link %h; third: eax %u ebx %x link %h flags %x; busy %b %b %b; main flags %x\n", (u32)narrow.ax,
        (u32)narrow.sp, (u32)narrow.flags, (u32)narrow.link, third.eax, third.ebx, third.link & 0xFFFF, third.eflags,
        (u32)access_of(TSS_MAIN), (u32)access_of(TSS_OTHER), (u32)access_of(TSS_THIRD), tss_main.eflags);
}

PROGRAM(task_16bit_nested) {
  gdt[CODE_NARROW >> 3] = segment((u32)in_narrow, 0xFFFF, 0x9A, 0);
  gdt[STACK_NARROW >> 3] = segment((u32)stacks[0], 0xFFFF, 0x92, 0);
  gdt[TSS_OTHER >> 3] = segment((u32)&narrow, 0x2B, 0x81, 0);
  gdt[TSS_THIRD >> 3] = segment((u32)&third, 0x67, 0x89, 0);
  gdt[GATE >> 3] = gate(TSS_OTHER, 0, 5, 0);
  narrow.sp = 512;
  narrow.flags = 2;
  narrow.ax = 0x1000;
  narrow.cs = CODE_NARROW;
  narrow.ss = STACK_NARROW;
  narrow.ds = narrow.es = DATA0;
  third.eip = (u32)in_third;
  third.esp = (u32)stacks[1] + 512;
  third.eflags = 2;
  third.cs = CODE0;
  third.ss = third.ds = third.es = third.fs = third.gs = DATA0;
  attempt("CALL", go);
  show();
  attempt("again", go);
  show();
  attempt("through a gate", through_gate);
  show();
  attempt("by a pointer in memory", by_memory);
  show();
  attempt("by one of 16:16", by_short_pointer);
  show();
  attempt_in(3, "from ring 3", from_user);
  show();
}
