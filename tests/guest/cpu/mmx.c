// SPDX-License-Identifier: CC0-1.0
// MMX: the registers are the x87's, arithmetic wraps or saturates, EMMS empties
// (SDM 1, chapter 9).
#include "guest.h"

static u64 in[4] __attribute__((used, aligned(16))) = {0x7FFF80007F80FF01, 0x0101FFFF80017FFF, 0x00000000FFFFFFFF, 0x123456789ABCDEF0};
static u64 out[16] __attribute__((used, aligned(16)));
static u8 environment[28] __attribute__((used, aligned(16)));
#define TWO(i, op) " movq in, %mm0\n " op " in + 8, %mm0\n movq %mm0, out + " #i " * 8\n"
ROUTINE(adds, TWO(0, "paddb") TWO(1, "paddw") TWO(2, "paddd") TWO(3, "paddsb") TWO(4, "paddsw") TWO(5, "paddusb") TWO(6, "paddusw") " ret");
ROUTINE(subtracts, TWO(0, "psubb") TWO(1, "psubw") TWO(2, "psubd") TWO(3, "psubsb") TWO(4, "psubsw") TWO(5, "psubusb") TWO(6, "psubusw") " ret");
ROUTINE(multiplies, TWO(0, "pmullw") TWO(1, "pmulhw") TWO(2, "pmaddwd") TWO(3, "pand") TWO(4, "por") TWO(5, "pxor") TWO(6, "pandn") " ret");
ROUTINE(compares, TWO(0, "pcmpeqb") TWO(1, "pcmpgtb") TWO(2, "pcmpeqw") TWO(3, "pcmpgtw") TWO(4, "pcmpeqd") TWO(5, "pcmpgtd") " ret");
ROUTINE(packs, TWO(0, "packsswb") TWO(1, "packssdw") TWO(2, "packuswb") TWO(3, "punpcklbw") TWO(4, "punpckhwd") TWO(5, "punpckldq") " ret");
#define SHIFT(i, op) " movq in + 24, %mm1\n " op " $5, %mm1\n movq %mm1, out + " #i " * 8\n"
ROUTINE(shift, SHIFT(0, "psllw") SHIFT(1, "pslld") SHIFT(2, "psllq") SHIFT(3, "psrlw") SHIFT(4, "psrld") SHIFT(5, "psrlq") SHIFT(6, "psraw") SHIFT(7, "psrad") " ret");
ROUTINE(with_x87, "fninit\n fld1\n movq in + 24, %mm3\n fnstenv environment\n movd %mm3, %eax\n movl $0x55, %ecx\n movd %ecx, %mm3\n movq %mm3, out\n emms\n fnstenv environment\n ret");

static void show(const char *what, const void *routine, unsigned count) {
  memset(out, 0, sizeof out);
  attempt(what, routine);
  for (unsigned i = 0; i < count; ++i) print("  %x %x\n", (u32)(out[i] >> 32), (u32)out[i]);
}

PROGRAM(mmx) {
  show("add", adds, 7);
  show("subtract", subtracts, 7);
  show("multiply, logic", multiplies, 7);
  show("compare", compares, 6);
  show("pack", packs, 6);
  show("shift", shift, 8);
  show("with x87", with_x87, 1);
  print("tags after EMMS %h\n", (u32)*(u16 *)(environment + 8));
}
