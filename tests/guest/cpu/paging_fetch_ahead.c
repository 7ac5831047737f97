// SPDX-License-Identifier: CC0-1.0
// A fault in a page's last instruction: the next page was not reached and is not
// marked as accessed.
#include "guest.h"

enum { END = 0x1000 };

PROGRAM(paging_fetch_ahead) {
  // INC EBX, XOR ECX, ECX, DIV ECX
  static const u8 kDivide[] = {0x43, 0x31, 0xC9, 0xF7, 0xF1};
  memcpy(page_pool[0] + END - sizeof kDivide, kDivide, sizeof kDivide);
  paging_on(0);
  map(VIRTUAL, (u32)page_pool[0], P | W | U);
  map(VIRTUAL + 4096, (u32)page_pool[1], P | W | U);
  attempt_in(3, "#DE at the end", (void *)(VIRTUAL + END - sizeof kDivide));
  print("table %h %h\n", page_table[0] & 0xFFF, page_table[1] & 0xFFF);
}
