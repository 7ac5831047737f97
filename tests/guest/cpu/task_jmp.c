// SPDX-License-Identifier: CC0-1.0
// JMP to a task and back: what is saved, what is loaded, the busy bits, NT and
// CR0.TS (SDM 3A, 7.3 and table 7-2).
#include "guest.h"

static struct tss other;
static u8 other_stack[1024] __attribute__((aligned(16)));

// The other task: leaves what it found in its registers where the first can see it.
ROUTINE(other_task, "movl %cr0, %edx\n andl $8, %edx\n pushfl\n popl %ecx\n strw %bx\n ljmpl $0x58, $0\n"
                    "leal 1(%eax), %eax\n ljmpl $0x58, $0\n");
ROUTINE(go, "clts\n ljmpl $0x60, $0\n strw %dx\n pushfl\n popl %ebx\n movl %cr0, %ecx\n andl $8, %ecx\n clts\n ret");

static void show(void) {
  print("busy: main %b other %b; link %h; other: eax %x ebx %x ecx %x edx %x esi %x eip +%u esp -%u flags %x\n",
        (u32)access_of(TSS_MAIN), (u32)access_of(TSS_OTHER), other.link & 0xFFFF, other.eax, other.ebx, other.ecx,
        other.edx, other.esi, other.eip - (u32)other_task, (u32)other_stack + 1024 - other.esp, other.eflags);
  print("main: eax %x esi %x eip +%u flags %x cs %h ds %h\n", tss_main.eax, tss_main.esi, tss_main.eip - (u32)go,
        tss_main.eflags, tss_main.cs, tss_main.ds);
}

PROGRAM(task_jmp) {
  other.eip = (u32)other_task;
  other.esp = (u32)other_stack + 1024;
  other.eflags = 0x3803;
  other.eax = 0x12345678;
  other.esi = 0x11;
  other.cs = CODE0;
  other.ss = other.ds = other.es = other.fs = other.gs = DATA0;
  other.link = 0x1234;
  gdt[TSS_OTHER >> 3] = segment((u32)&other, 0x67, 0x89, 0);
  attempt("first", go);
  show();
  attempt("again", go);
  show();
}
