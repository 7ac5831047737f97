// SPDX-License-Identifier: CC0-1.0
// Accessed and dirty bits: in the table for each kind of access, and in the
// directory (SDM 3A, 4.8). A fault sets neither in what refused it.
#include "guest.h"

ROUTINE(reads, "movl 0x40000010, %eax\n ret");
ROUTINE(writes, "movl %eax, 0x40000010\n ret");
ROUTINE(modifies, "incl 0x40000010\n ret");
ROUTINE(compares, "cmpl %eax, 0x40000010\n ret");
ROUTINE(exchange_fails, "xorl %eax, %eax\n lock cmpxchgl %ecx, 0x40000010\n ret");
ROUTINE(executes, "movl $0x40000040, %eax\n call *%eax\n ret");
ROUTINE(pushes, "movl %esp, %ebx\n movl $0x40000100, %esp\n pushl %eax\n movl %ebx, %esp\n ret");
ROUTINE(copies, "movl $0x40000020, %esi\n movl $0x40001020, %edi\n movl $4, %ecx\n rep movsl\n ret");
ROUTINE(crosses, "movl %eax, 0x40000FFE\n ret");

static void clean(u32 bits) {
  for (unsigned i = 0; i < 3; ++i) map(VIRTUAL + i * 4096, (u32)page_pool[i], bits);
  page_directory[VIRTUAL >> 22] = (u32)page_table | P | W | U;
  write_cr3(read_cr3());
}
static void show(void) {
  print("  directory %h, table %h %h %h\n", page_directory[VIRTUAL >> 22] & 0xFFF, page_table[0] & 0xFFF, page_table[1] & 0xFFF,
        page_table[2] & 0xFFF);
}
static void try(const char *what, const void *routine, u32 bits) {
  clean(bits);
  attempt_in(3, what, routine);
  show();
}

PROGRAM(paging_ad_bits) {
  memset(page_pool[0], 0xC3, 4096);
  *(u32 *)(page_pool[0] + 0x10) = 1;
  paging_on(0x10000);
  const u32 all = P | W | U;
  try("read", reads, all);
  try("write", writes, all);
  try("modify", modifies, all);
  try("compare", compares, all);
  try("CMPXCHG that fails writes all the same", exchange_fails, all);
  try("execute", executes, all);
  try("push", pushes, all);
  try("copy", copies, all);
  try("across", crosses, all);
  try("write refused", writes, P | U);
  try("supervisor's refused", reads, P | W);
  try("not present", reads, W | U);
  // A page that was read is dirty only once it is written.
  clean(all);
  attempt("read first", reads);
  show();
  attempt("then write", writes);
  show();
}
