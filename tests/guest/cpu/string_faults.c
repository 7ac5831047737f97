// SPDX-License-Identifier: CC0-1.0
// A repeated string instruction that faults in the middle: ECX, ESI and EDI
// tell how far it came, EIP is on it, and it can be resumed.
#include "guest.h"

ROUTINE(fill, "movl $0x40000ff0, %edi\n movl $0x20, %ecx\n rep stosb\n ret");
ROUTINE(fill_dwords, "movl $0x40000ff2, %edi\n movl $0x20, %ecx\n rep stosl\n ret");
ROUTINE(copy_from, "movl $0x40000ff8, %esi\n movl $scratch, %edi\n movl $0x10, %ecx\n rep movsw\n ret\n .lcomm scratch, 256");
ROUTINE(copy_down, "std\n movl $0x4000100f, %esi\n movl $scratch + 64, %edi\n movl $0x20, %ecx\n rep movsb\n cld\n ret");
ROUTINE(scan, "movl $0x40000ff0, %edi\n movl $0x20, %ecx\n movb $0x77, %al\n repne scasb\n ret");
ROUTINE(compare, "movl $0x40000ff0, %esi\n movl $scratch, %edi\n movl $0x20, %ecx\n repe cmpsb\n ret");
ROUTINE(load, "movl $0x40000ffc, %esi\n movl $5, %ecx\n rep lodsb\n ret");
ROUTINE(none, "xorl %ecx, %ecx\n movl $0x40001000, %edi\n movl %edi, %esi\n rep movsb\n ret");

static bool put_page(struct frame *frame) {
  if (frame->vector != 14) return false;
  print("[#PF(%h) cr2 %x at +%u ecx %x esi %x edi %x] ", frame->error, read_cr2(), frame->eip - attempt_base,
        frame->ecx, frame->esi, frame->edi);
  const u32 page = (read_cr2() >> 12) & 1;
  map(VIRTUAL + page * 4096, (u32)page_pool[page], P | W | U);
  return true;
}

static void both(const char *what, const void *routine, bool first_missing) {
  for (unsigned resumed = 0; resumed < 2; ++resumed) {
    map(VIRTUAL, (u32)page_pool[0], first_missing ? 0 : P | W | U);
    map(VIRTUAL + 4096, (u32)page_pool[1], first_missing ? P | W | U : 0);
    write_cr3(read_cr3());
    on_trap = resumed ? put_page : NULL;
    attempt_in(3, what, routine);
  }
}

PROGRAM(string_faults) {
  paging_on(0);
  both("STOSB", fill, false);
  dump("first page's end", page_pool[0] + 0xFF0, 16);
  dump("second page", page_pool[1], 20);
  both("STOSD", fill_dwords, false);
  both("MOVSW", copy_from, false);
  both("MOVSB downwards", copy_down, true);
  both("SCASB", scan, false);
  both("CMPSB", compare, false);
  both("LODSB", load, false);
  both("nothing to do", none, false);
}
