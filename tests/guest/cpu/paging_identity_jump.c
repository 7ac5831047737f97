// SPDX-License-Identifier: CC0-1.0
// Paging switched on and off by the usual way of kernels, a far jump after it,
// and a kernel that leaves the one-to-one map for a high one.
#include "guest.h"

ROUTINE(on_off, "movl %cr0, %eax\n orl $0x80000000, %eax\n movl %eax, %cr0\n jmp 1f\n1: movl 0x40000010, %ebx\n"
                "movl %cr0, %eax\n andl $0x7FFFFFFF, %eax\n movl %eax, %cr0\n ljmpl $8, $2f\n2: movl %cr0, %ecx\n ret");
ROUTINE(high, "movl %cr0, %eax\n orl $0x80000000, %eax\n movl %eax, %cr0\n movl $1f + 0x80000000, %eax\n jmp *%eax\n"
              "1: call 3f\n3: popl %ecx\n subl $3b + 0x80000000, %ecx\n movl $2f, %eax\n jmp *%eax\n"
              "2: movl %cr0, %eax\n andl $0x7FFFFFFF, %eax\n movl %eax, %cr0\n ret");

PROGRAM(paging_identity_jump) {
  *(u32 *)(page_pool[0] + 0x10) = 0x12345678;
  map(VIRTUAL, (u32)page_pool[0], P | W);
  paging_on(0);
  for (unsigned i = 0; i < 8; ++i) page_directory[0x200 + i] = page_directory[i];
  write_cr0(0x31);
  attempt("on and off", on_off);
  attempt("to a high address and back", high);
}
