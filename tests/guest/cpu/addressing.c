// SPDX-License-Identifier: CC0-1.0
// Effective addresses of 16 and 32 bits, segment overrides and bases, wrapping
// at 4 GB and at 64 KB, and the default segments of EBP and ESP.
#include "guest.h"

ROUTINE(scaled, "movl $0x20000, %eax\n movl $2, %ecx\n movl 4(%eax,%ecx,4), %ebx\n leal -1(%eax,%ecx,8), %edx\n ret");
ROUTINE(wraps, "movl $0xFFFFFFF0, %eax\n movl 0x20020(%eax), %ebx\n leal 0x20(%eax), %ecx\n ret");
ROUTINE(based, "movl $0x70, %eax\n movl %eax, %fs\n movl %fs:4, %ebx\n movl $4, %ecx\n movl %fs:(%ecx), %edx\n ret");
ROUTINE(segment_wraps, "movl $0x70, %eax\n movl %eax, %fs\n movl $0xFFFFFFFC, %ecx\n movl %fs:(%ecx), %edx\n ret");
ROUTINE(ebp_ss, "pushl $0x77\n movl %esp, %ebp\n movl (%ebp), %eax\n popl %ecx\n xorl %ebp, %ebp\n ret");
ROUTINE(moffs, "movl 0x20008, %eax\n movb %al, 0x20100\n movw 0x20100, %ax\n ret");
ROUTINE(lds, "ldsl 0x20040, %ebx\n movl %ds, %ecx\n movl %es, %eax\n movl %eax, %ds\n ret");
ROUTINE(bit_string, "movl $0x45, %eax\n btsl %eax, 0x20200\n movl 0x20208, %ebx\n movl $-1, %eax\n btsl %eax, 0x20210\n movl 0x2020C, %ecx\n ret");

#define TRY(id) attempt(#id, id)
PROGRAM(addressing) {
  for (u32 i = 0; i < 64; ++i) ((u8 *)0x20000)[i] = (u8)i;
  memset((void *)0x20100, 0, 0x200);
  *(u32 *)0x20040 = 0x12345678;
  *(u32 *)0x20044 = 0x43;
  gdt[FREE >> 3] = segment(0x20000, 0xFFFFF, 0x92, 0xC);
  *(u32 *)0x1FFFC = 0x99;
  TRY(scaled);
  TRY(wraps);
  TRY(based);
  TRY(segment_wraps);
  TRY(ebp_ss);
  TRY(moffs);
  TRY(lds);
  TRY(bit_string);
}
