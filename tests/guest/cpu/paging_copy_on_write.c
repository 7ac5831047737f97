// SPDX-License-Identifier: CC0-1.0
// Copy on write and demand paging, as a kernel does them: the faulting
// instruction is restarted and sees its page.
#include "guest.h"

ROUTINE(work, "movl $0x40000000, %edi\n movl 0x10(%edi), %eax\n incl 0x10(%edi)\n addl 0x10(%edi), %eax\n movl $0x1100, %ecx\n"
              "leal 0x800(%edi), %edi\n movb $0x5A, %al\n rep stosb\n movl 0x40001ffc, %ebx\n lock incl 0x40002000\n ret");

static unsigned next_page = 2;
static bool serve(struct frame *frame) {
  if (frame->vector != 14) return false;
  const u32 page = read_cr2() & ~0xFFFu;
  print("[%h %x] ", frame->error, page);
  if ((frame->error & 1) != 0) memcpy(page_pool[next_page], (void *)page, 4096);
  map(page, (u32)page_pool[next_page++], P | W | U);
  invlpg(page);
  return true;
}

PROGRAM(paging_copy_on_write) {
  *(u32 *)(page_pool[0] + 0x10) = 41;
  paging_on(0x10000);
  map(VIRTUAL, (u32)page_pool[0], P | U);
  on_trap = serve;
  attempt_in(3, "work", work);
  print("original %u, copy %u, pages %u\n", *(u32 *)(page_pool[0] + 0x10), *(u32 *)(page_pool[2] + 0x10), next_page);
  dump("last page", page_pool[next_page - 1], 8);
}
