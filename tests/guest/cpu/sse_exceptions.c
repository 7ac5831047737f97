// SPDX-License-Identifier: CC0-1.0
// SSE exceptions: flags in MXCSR, and #XM at the instruction when unmasked, or
// #UD without CR4.OSXMMEXCPT (SDM 1, 11.5).
// manual: SDM 1, 11.5.2 and 11.5.3: an unmasked exception is #XM, or #UD without CR4.OSXMMEXCPT. QEMU never raises it.
//   qemu:   divide by 0: done cs 0008 flags 00000002 frame own-12
//   manual: divide by 0: #UD at +0 cs 0008 flags 00000002 frame own-16
//   qemu:   divide by 0, OSXMMEXCPT: done cs 0008 flags 00000002 frame own-12
//   manual: divide by 0, OSXMMEXCPT: #XM at +0 cs 0008 flags 00000002 frame own-16
#include "guest.h"

static const u32 kOne[4] __attribute__((aligned(16))) = {0x3F800000, 0x3F800000, 0x3F800000, 0x3F800000};
static const u32 kMixed[4] __attribute__((aligned(16))) = {0, 0x40000000, 0x7F800001, 0xBF800000};
static u32 out[4] __attribute__((aligned(16)));
ROUTINE(divides, "divps %xmm1, %xmm0\n ret");

static u32 mxcsr(void) {
  u32 v = 0;
  __asm__ volatile("stmxcsr %0" : "=m"(v));
  return v;
}
static void set(u32 value) { __asm__ volatile("ldmxcsr %0\n movaps %1, %%xmm0\n movaps %2, %%xmm1" : : "m"(value), "m"(kOne), "m"(kMixed)); }

PROGRAM(sse_exceptions) {
  write_cr4(0x200);
  set(0x1F80);
  attempt("masked", divides);
  __asm__ volatile("movaps %%xmm0, %0" : "=m"(out));
  print("  %x %x %x %x MXCSR %x\n", out[0], out[1], out[2], out[3], mxcsr());
  set(0x1D80);
  attempt("divide by 0", divides);
  write_cr4(0x600);
  set(0x1D80);
  attempt("divide by 0, OSXMMEXCPT", divides);
  write_cr4(0);
}
