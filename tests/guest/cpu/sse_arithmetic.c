// SPDX-License-Identifier: CC0-1.0
// SSE results bit for bit: arithmetic, rounding modes, compares, conversions,
// shuffles, and MMX beside it.
#include "guest.h"

static const u32 kA[4] __attribute__((aligned(16))) = {0x3F800000, 0x40490FDB, 0xC2F6E979, 0x00000001};
static const u32 kB[4] __attribute__((aligned(16))) = {0x40400000, 0x402DF854, 0x3DCCCCCD, 0x7F7FFFFF};
static u32 out[4] __attribute__((aligned(16)));
#define TRY(op)                                                                                                           \
  do {                                                                                                                    \
    __asm__ volatile("movaps %1, %%xmm0\n" op " %2, %%xmm0\n movaps %%xmm0, %0" : "=m"(out) : "m"(kA), "m"(kB));          \
    print(op ": %x %x %x %x\n", out[0], out[1], out[2], out[3]);                                                          \
  } while (0)

PROGRAM(sse_arithmetic) {
  write_cr4(0x200);
  for (u32 mode = 0; mode < 4; ++mode) {
    const u32 value = 0x1F80 | (mode << 13);
    __asm__ volatile("ldmxcsr %0" : : "m"(value));
    print("rounding %u\n", mode);
    TRY("addps");
    TRY("mulps");
    TRY("divps");
    TRY("subss");
    u32 integer = 0;
    __asm__ volatile("cvtss2si %1, %0" : "=r"(integer) : "m"(kA[2]));
    print("cvtss2si %x\n", integer);
  }
  TRY("minps");
  TRY("maxps");
  TRY("andnps");
  TRY("xorps");
  TRY("unpckhps");
  TRY("cmpltps");
  TRY("sqrtps");
  u32 flags = 0;
  __asm__ volatile("movss %1, %%xmm0\n comiss %2, %%xmm0\n pushfl\n popl %0" : "=r"(flags) : "m"(kA[0]), "m"(kB[0]));
  print("comiss flags %x\n", flags & 0x45);
  u32 low = 0;
  __asm__ volatile("movd %1, %%mm0\n movd %2, %%mm1\n paddsw %%mm1, %%mm0\n pmullw %%mm1, %%mm0\n movd %%mm0, %0\n emms"
                   : "=r"(low) : "r"(0x7FFF1234), "r"(0x00010003));
  print("MMX %x\n", low);
  write_cr4(0);
}
