// SPDX-License-Identifier: CC0-1.0
// "Unreal" mode: a segment loaded in protected mode keeps its 4 GB limit in real
// mode until it is loaded again, and then too (SDM 3A, 9.9.2; 3B, 20.1.1).
#include "guest.h"

ROUTINE(journey, "movl %esp, 0x1FF00\n ljmpl $0x70, $1f - journey\n .code16\n1: movw $0x10, %ax\n movw %ax, %fs\n movw $0x50, %ax\n movw %ax, %ds\n"
                 "movw %ax, %ss\n movl %cr0, %eax\n andb $0xFE, %al\n movl %eax, %cr0\n ljmpw $0x1000, $2f - journey\n"
                 "2: movl $0x200010, %esi\n movl %fs:(%esi), %ebx\n movl $0x12345678, %fs:4(%esi)\n xorw %ax, %ax\n movw %ax, %fs\n movl %fs:4(%esi), %ecx\n"
                 "movl %cr0, %eax\n orb $1, %al\n movl %eax, %cr0\n ljmpl $8, $9f\n .code32\n9: movw $0x10, %ax\n movw %ax, %ds\n movw %ax, %es\n"
                 "movw %ax, %fs\n movw %ax, %gs\n movw %ax, %ss\n movl 0x1FF00, %esp\n ret");

PROGRAM(unreal_mode) {
  copy_low(journey, journey_end);
  gdt[FREE >> 3] = segment(LOW_CODE, 0xFFFF, 0x9A, 0);
  *(u32 *)0x200010 = 0xCAFEBABE;
  attempt("4 GB from real mode", journey);
  print("%x\n", *(u32 *)0x200014);
}
