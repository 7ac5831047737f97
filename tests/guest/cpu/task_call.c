// SPDX-License-Identifier: CC0-1.0
// CALL to a task and back by IRET with NT: the back link, NT set in the new and
// cleared in the saved flags, both busy meanwhile (SDM 3A, 7.4).
#include "guest.h"

static struct tss other;
static u8 other_stack[1024] __attribute__((aligned(16)));

ROUTINE(other_task, "1: movl %cr0, %edx\n andl $8, %edx\n pushfl\n popl %ecx\n strw %bx\n movb gdt + 0x5D, %al\n movb gdt + 0x65, %ah\n"
                    "iretl\n addl $0x10000, %eax\n jmp 1b\n");
ROUTINE(go, "clts\n lcalll $0x60, $0\n strw %dx\n pushfl\n popl %ebx\n movl %cr0, %ecx\n andl $8, %ecx\n clts\n ret");
// A plain CALL inside the nested task does not matter, a POPF that clears NT does.
ROUTINE(without_nt, "pushl $2\n popfl\n pushl $2\n pushl $8\n pushl $1f\n iretl\n1: movl $0x77, %esi\n ljmpl $0x58, $0\n");

static void show(void) {
  print("busy: main %b other %b; link %h; other: eax %x ebx %x ecx %x edx %x eip +%u flags %x\n", (u32)access_of(TSS_MAIN),
        (u32)access_of(TSS_OTHER), other.link & 0xFFFF, other.eax, other.ebx, other.ecx, other.edx,
        other.eip - (u32)other_task, other.eflags);
}

PROGRAM(task_call) {
  other.eip = (u32)other_task;
  other.esp = (u32)other_stack + 1024;
  other.eflags = 2;
  other.cs = CODE0;
  other.ss = other.ds = other.es = other.fs = other.gs = DATA0;
  gdt[TSS_OTHER >> 3] = segment((u32)&other, 0x67, 0x89, 0);
  attempt("first", go);
  show();
  attempt("again", go);
  show();
  other.eip = (u32)without_nt;
  gdt[TSS_OTHER >> 3] = segment((u32)&other, 0x67, 0x89, 0);
  attempt("NT cleared: busy for ever", go);
  show();
}
