// SPDX-License-Identifier: CC0-1.0
// An instruction that goes on in a missing page: the fault is its own, CR2 is
// the second page's first byte, what came before in its block is done, and
// nothing is fetched (or marked as accessed) before it is reached.
#include "guest.h"

enum { END = 0x1000 };

static void put(unsigned before, const u8 *code, unsigned count) {
  // `before` bytes of the code lie in the first page.
  for (unsigned i = 0; i < count; ++i) {
    if (i < before) page_pool[0][END - before + i] = code[i];
    else page_pool[1][i - before] = code[i];
  }
}
static void second(u32 bits) {
  map(VIRTUAL + 4096, (u32)page_pool[1], bits);
  map(VIRTUAL, (u32)page_pool[0], P | W | U);
  write_cr3(read_cr3());
}
static bool bring(struct frame *frame) {
  if (frame->vector != 14) return false;
  print("[#PF(%h) cr2 %x at %x ebx %x ecx %x] ", frame->error, read_cr2(), frame->eip, frame->ebx, frame->ecx);
  second(P | W | U);
  return true;
}
static void run(const char *what, unsigned at) {
  const struct attempt how = {.ring = 3};
  second(0);
  page_table[0] &= ~(u32)(A | D);
  attempt_as(&how, what, (void *)(VIRTUAL + at));
  print("  table %h %h\n", page_table[0] & 0xFFF, page_table[1] & 0xFFF);
}

PROGRAM(paging_fetch) {
  paging_on(0);
  // INC EBX, INC ECX, MOV EAX, imm32 (cut after 2 bytes), RET
  static const u8 kCut[] = {0x43, 0x41, 0xB8, 0x44, 0x33, 0x22, 0x11, 0xC3};
  put(4, kCut, sizeof kCut);
  on_trap = NULL;
  run("cut", END - 4);
  on_trap = bring;
  run("cut, then there", END - 4);
  // INC EBX, INC ECX end the page; RET begins the next.
  static const u8 kWhole[] = {0x43, 0x41, 0xC3};
  put(2, kWhole, sizeof kWhole);
  on_trap = NULL;
  run("at the edge", END - 2);
  on_trap = bring;
  run("at the edge, then there", END - 2);
  // RET ends the page: the next is not touched.
  static const u8 kRet[] = {0x43, 0xC3};
  put(2, kRet, sizeof kRet);
  on_trap = NULL;
  run("RET at the end", END - 2);
  second(P | W | U);
  page_table[1] &= ~(u32)A;
  const struct attempt how = {.ring = 3};
  attempt_as(&how, "RET at the end, the next page there", (void *)(VIRTUAL + END - 2));
  print("  table %h %h\n", page_table[0] & 0xFFF, page_table[1] & 0xFFF);
  // A jump away right before the edge.
  static const u8 kJump[] = {0x43, 0xEB, 0xFB};
  put(3, kJump, sizeof kJump);
  page_pool[0][END - 5] = 0xC3;
  attempt_as(&how, "JMP at the end", (void *)(VIRTUAL + END - 3));
  print("  table %h %h\n", page_table[0] & 0xFFF, page_table[1] & 0xFFF);
}
