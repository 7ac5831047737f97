// SPDX-License-Identifier: CC0-1.0
// Results and defined flags of the integer instructions at the edges of their
// ranges (SDM 1, appendix A).
#include "guest.h"

static const u32 kValues[] = {0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x12345678};
enum { COUNT = sizeof kValues / sizeof *kValues };
static u32 sum, mixed;
static void note(u32 value, u32 flags) {
  sum = sum * 31 + value;
  mixed = mixed * 33 + flags;
}
#define PAIRS(what, op, mask)                                                                                     \
  do {                                                                                                            \
    sum = mixed = 0;                                                                                              \
    for (unsigned i = 0; i < COUNT; ++i)                                                                          \
      for (unsigned j = 0; j < COUNT; ++j)                                                                        \
        for (u32 carry = 0; carry < 2; ++carry) {                                                                 \
          u32 a = kValues[i], f = carry | 2;                                                                      \
          __asm__ volatile("pushl %1\n popfl\n" op "\n pushfl\n popl %1" : "+a"(a), "+r"(f) : "c"(kValues[j]) : "cc", "edx"); \
          note(a, f & (mask));                                                                                    \
        }                                                                                                         \
    print("%s: %x %x\n", what, sum, mixed);                                                                       \
  } while (0)

PROGRAM(arithmetic_flags) {
  PAIRS("ADD", "addl %%ecx, %%eax", 0x8D5);
  PAIRS("ADC", "adcl %%ecx, %%eax", 0x8D5);
  PAIRS("SUB", "subl %%ecx, %%eax", 0x8D5);
  PAIRS("SBB", "sbbl %%ecx, %%eax", 0x8D5);
  PAIRS("CMP", "cmpl %%ecx, %%eax", 0x8D5);
  PAIRS("ADDB", "addb %%cl, %%al", 0x8D5);
  PAIRS("ADCB", "adcb %%cl, %%al", 0x8D5);
  PAIRS("SBBB", "sbbb %%cl, %%al", 0x8D5);
  PAIRS("ADDW", "addw %%cx, %%ax", 0x8D5);
  PAIRS("SBBW", "sbbw %%cx, %%ax", 0x8D5);
  PAIRS("AND", "andl %%ecx, %%eax", 0x8C5);
  PAIRS("XORB", "xorb %%cl, %%al", 0x8C5);
  PAIRS("TEST", "testw %%cx, %%ax", 0x8C5);
  PAIRS("INC", "incl %%eax", 0x8D5);
  PAIRS("DECB", "decb %%al", 0x8D5);
  PAIRS("NEG", "negl %%eax", 0x8D5);
  PAIRS("NOT", "notl %%eax", 0x8D5);
  PAIRS("MUL", "mull %%ecx\n leal (%%eax,%%edx,2), %%eax", 0x801);
  PAIRS("IMUL", "imull %%ecx, %%eax", 0x801);
  PAIRS("IMULB", "imulb %%cl", 0x801);
  PAIRS("XCHG", "xchgb %%al, %%ah", 0x8D5);
  PAIRS("SBB self", "sbbl %%eax, %%eax", 0x8D5);
  PAIRS("BT", "btl %%ecx, %%eax", 0x001);
  PAIRS("BTC", "btcl %%ecx, %%eax", 0x001);
  PAIRS("BSF", "bsfl %%ecx, %%eax", 0x040);
  PAIRS("BSR", "bsrl %%ecx, %%eax", 0x040);
  PAIRS("BSWAP", "bswapl %%eax", 0x8D5);
  PAIRS("DAA", "daa", 0x0D5);
  PAIRS("DAS", "das", 0x0D5);
  PAIRS("AAA", "aaa", 0x011);
  PAIRS("AAS", "aas", 0x011);
  PAIRS("AAD", "aad", 0x0C4);
  PAIRS("AAM", "aam", 0x0C4);
  PAIRS("CBW", "cbtw", 0x8D5);
  PAIRS("CWDE", "cwtl", 0x8D5);
  PAIRS("SETcc", "seta %%al\n setl %%ah", 0x8D5);
  PAIRS("CMOVcc", "cmpl %%ecx, %%eax\n cmovgel %%ecx, %%eax", 0x8D5);
  PAIRS("SALC", ".byte 0xD6", 0x8D5);
}
