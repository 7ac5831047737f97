// SPDX-License-Identifier: CC0-1.0
// SYSENTER and SYSEXIT (SDM 2B): flat segments from one MSR, no stack used, IF
// cleared, #GP(0) without the MSR or outside of ring 0.
#include "guest.h"

ROUTINE(enters, "movl %esp, %ecx\n movl $1f, %edx\n sysenter\n1: movl %cs, %eax\n movl %ss, %ebx\n ret");
ROUTINE(kernel, "movl %cs, %esi\n movl %ss, %edi\n movl %esp, %ebp\n pushfl\n popl %eax\n sysexit");
ROUTINE(exits, "sysexit\n ret");
ROUTINE(reads, "movl $0x174, %ecx\n rdmsr\n movl %eax, %ebx\n incl %ecx\n rdmsr\n movl %eax, %esi\n incl %ecx\n rdmsr\n movl %eax, %edi\n xorl %eax, %eax\n xorl %edx, %edx\n ret");

static void wrmsr(u32 index, u32 value) { __asm__ volatile("wrmsr" : : "c"(index), "a"(value), "d"(0)); }

PROGRAM(sysenter) {
  attempt_in(3, "no MSR", enters);
  attempt("SYSEXIT, no MSR", exits);
  // SYSENTER wants code and stack at the selector, SYSEXIT ring 3's after them.
  gdt[(FREE + 0) >> 3] = segment(0, 0xFFFFF, 0x9A, 0xC);
  gdt[(FREE + 8) >> 3] = segment(0, 0xFFFFF, 0x92, 0xC);
  gdt[(FREE + 16) >> 3] = segment(0, 0xFFFFF, 0xFA, 0xC);
  gdt[(FREE + 24) >> 3] = segment(0, 0xFFFFF, 0xF2, 0xC);
  wrmsr(0x174, FREE);
  wrmsr(0x175, STACK_TOP(0) - 64);
  wrmsr(0x176, (u32)kernel);
  const struct attempt how = {.ring = 3, .eflags = 0x202};
  attempt_as(&how, "there and back", enters);
  attempt_in(3, "SYSEXIT in ring 3", exits);
  wrmsr(0x175, 0x1234);
  wrmsr(0x176, 0x5678);
  attempt("read back", reads);
  wrmsr(0x174, 0);
}
