// SPDX-License-Identifier: CC0-1.0
// Shifts and rotates: counts of 0, beyond the width, the flags that are defined
// (SDM 2B, SAL/SAR/SHL/SHR, RCL/RCR/ROL/ROR, SHLD, SHRD).
#include "guest.h"

static void report(const char *what, u32 count, u32 value, u32 flags, u32 mask) {
  print("%s by %u: %x flags %x\n", what, count, value, flags & mask);
}
#define TRY(op, mask)                                                                                                     \
  for (unsigned i = 0; i < sizeof kCounts / sizeof *kCounts; ++i) {                                                       \
    u32 v = 0x89ABCDEF, f = 0;                                                                                            \
    __asm__ volatile("pushl $3\n popfl\n" op "\n pushfl\n popl %1" : "+a"(v), "=r"(f) : "c"(kCounts[i]), "d"(0x12345678) : "cc"); \
    report(op, kCounts[i], v, f, kCounts[i] % 32 == 1 ? mask | 0x800u : mask);                                            \
  }

static const u32 kCounts[] = {0, 1, 4, 31, 32, 33, 0xFF};

PROGRAM(shifts) {
  TRY("shll %%cl, %%eax", 0xC5)
  TRY("shrl %%cl, %%eax", 0xC5)
  TRY("sarl %%cl, %%eax", 0xC5)
  TRY("roll %%cl, %%eax", 0x01)
  TRY("rorl %%cl, %%eax", 0x01)
  TRY("rcll %%cl, %%eax", 0x01)
  TRY("rcrl %%cl, %%eax", 0x01)
  TRY("shldl %%cl, %%edx, %%eax", 0xC5)
  TRY("shrdl %%cl, %%edx, %%eax", 0xC5)
  TRY("rclw %%cl, %%ax", 0x01)
  TRY("rcrb %%cl, %%al", 0x01)
  TRY("sarb %%cl, %%al", 0xC4)
}
