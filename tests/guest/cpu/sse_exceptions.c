// SPDX-License-Identifier: CC0-1.0
// SSE exceptions: flags in MXCSR, and #XM at the instruction when unmasked, or
// #UD without CR4.OSXMMEXCPT (SDM 1, 11.5).
// manual: SDM 1, 11.5.2 and 11.5.3: an unmasked exception is #XM, or #UD without CR4.OSXMMEXCPT. QEMU never raises it.
//   qemu:   divide by 0: done cs 0008 flags 00000002 frame own-12
//   manual: divide by 0: #UD at +0 cs 0008 flags 00000002 frame own-16
//   qemu:   divide by 0, OSXMMEXCPT: done cs 0008 flags 00000002 frame own-12
//   manual: divide by 0, OSXMMEXCPT: #XM at +0 cs 0008 flags 00000002 frame own-16
//   qemu:     7f800000 3f000000 7fc00001 bf800000 MXCSR 00001d85
//   manual:   3f800000 3f800000 3f800000 3f800000 MXCSR 00001d85
//   qemu:   invalid, of a conversion: done cs 0008 flags 00000002 frame own-12 ebx=00000002 ecx=80000000
//   manual: invalid, of a conversion: #XM at +9 cs 0008 flags 00000002 frame own-16 ebx=00000002
//   qemu:   invalid, of a comparison: done cs 0008 flags 00000047 frame own-12
//   manual: invalid, of a comparison: #XM at +2 cs 0008 flags 00000046 frame own-16
//   qemu:   inexact, the second: done cs 0008 flags 00000002 frame own-12
//   manual: inexact, the second: #XM at +4 cs 0008 flags 00000002 frame own-16
//   qemu:     3fb504f3 3f800000 00000000 00000000 MXCSR 00000fa0
//   manual:   40800000 3f800000 00000000 00000000 MXCSR 00000fa0
#include "guest.h"

static const u32 kOne[4] __attribute__((aligned(16))) = {0x3F800000, 0x3F800000, 0x3F800000, 0x3F800000};
static const u32 kMixed[4] __attribute__((aligned(16))) = {0, 0x40000000, 0x7F800001, 0xBF800000};
static const u32 kExact[4] __attribute__((aligned(16))) = {0, 0x40100000, 0, 0x3FF00000};  // 4.0, 1.0
static u32 out[4] __attribute__((aligned(16)));
ROUTINE(divides, "divps %xmm1, %xmm0\n ret");
ROUTINE(converts, "movss 4(%eax), %xmm1\n cvttss2si %xmm1, %ebx\n cvttss2si 8(%eax), %ecx\n ret");
ROUTINE(compares, "cmpl %eax, %eax\n ucomiss 8(%eax), %xmm0\n ret");
ROUTINE(rounds, "cvtpd2ps (%eax), %xmm0\n sqrtss 4(%ebx), %xmm0\n ret");

static u32 mxcsr(void) {
  u32 v = 0;
  __asm__ volatile("stmxcsr %0" : "=m"(v));
  return v;
}
static void set(u32 value) { __asm__ volatile("ldmxcsr %0\n movaps %1, %%xmm0\n movaps %2, %%xmm1" : : "m"(value), "m"(kOne), "m"(kMixed)); }

static void show(void) {
  __asm__ volatile("movaps %%xmm0, %0" : "=m"(out));
  print("  %x %x %x %x MXCSR %x\n", out[0], out[1], out[2], out[3], mxcsr());
}

PROGRAM(sse_exceptions) {
  write_cr4(0x200);
  set(0x1F80);
  attempt("masked", divides);
  show();
  set(0x1D80);
  attempt("divide by 0", divides);
  write_cr4(0x600);
  set(0x1D80);
  attempt("divide by 0, OSXMMEXCPT", divides);
  show();
  set(0x1F00);
  attempt_as(&(const struct attempt){.eax = (u32)kMixed}, "invalid, of a conversion", converts);
  show();
  set(0x1F00);
  attempt_as(&(const struct attempt){.eax = (u32)kMixed}, "invalid, of a comparison", compares);
  show();
  set(0x0F80);
  attempt_as(&(const struct attempt){.eax = (u32)kExact, .ebx = (u32)kMixed}, "inexact, the second", rounds);
  show();
  set(0x1000);
  attempt_as(&(const struct attempt){.ring = 3, .eax = (u32)kExact, .ebx = (u32)kExact}, "none, all but inexact unmasked", rounds);
  show();
  set(0x1D84);
  attempt_as(&(const struct attempt){.eax = (u32)kExact, .ebx = (u32)kMixed}, "one that was met before", rounds);
  show();
  write_cr4(0);
}
