// SPDX-License-Identifier: CC0-1.0
// FXSAVE and FXRSTOR: where x87 and SSE state lies (SDM 2A, FXSAVE).
#include "guest.h"

static u8 area[512] __attribute__((aligned(16)));
static const u32 kValue[4] __attribute__((aligned(16))) = {1, 2, 3, 4};
static u32 out[4] __attribute__((aligned(16)));

PROGRAM(fxsave) {
  write_cr4(0x200);
  const u32 mxcsr = 0x3F80;
  memset(area, 0xEE, sizeof area);
  __asm__ volatile("fninit\n fld1\n fldpi\n ldmxcsr %1\n movaps %2, %%xmm5\n fxsave %0" : "=m"(area) : "m"(mxcsr), "m"(kValue));
  dump("words", area, 8);
  dump("MXCSR", area + 24, 4);
  dump("ST0", area + 32, 10);
  dump("ST1", area + 48, 10);
  dump("XMM5", area + 160 + 80, 16);
  __asm__ volatile("fninit\n xorps %%xmm5, %%xmm5\n fxrstor %1\n movaps %%xmm5, %0" : "=m"(out) : "m"(area));
  print("XMM5 %x %x %x %x\n", out[0], out[1], out[2], out[3]);
  u16 status = 0;
  __asm__ volatile("fnstsw %0" : "=m"(status));
  print("status %h\n", (u32)status);
  write_cr4(0);
}
