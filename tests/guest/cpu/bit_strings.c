// SPDX-License-Identifier: CC0-1.0
// BT, BTS, BTR, BTC with a register's bit offset reach beyond their operand, in both
// directions; with an immediate they do not (SDM 2A, BT). BSF and BSR.
#include "guest.h"

static u32 words[8] __attribute__((used, aligned(16)));
ROUTINE(test_far, "btl %eax, words + 16\n setc %bl\n ret");
ROUTINE(set_far, "btsl %eax, words + 16\n setc %bl\n ret");
ROUTINE(reset_far, "btrl %eax, words + 16\n setc %bl\n ret");
ROUTINE(flip_far, "btcl %eax, words + 16\n setc %bl\n ret");
ROUTINE(set_narrow, "btsw %ax, words + 16\n setc %bl\n ret");
ROUTINE(set_immediate, "btsl $37, words + 16\n setc %bl\n btcw $21, words + 8\n setc %bh\n ret");
ROUTINE(in_register, "btsl %ecx, %eax\n setc %bl\n btrl $33, %eax\n setc %bh\n ret");
ROUTINE(locked, "lock btsl %eax, words + 16\n setc %bl\n lock btrl %eax, words + 16\n setc %bh\n ret");
ROUTINE(forward, "bsfl %eax, %ecx\n setz %bl\n bsrl %eax, %edx\n setz %bh\n ret");
ROUTINE(forward_narrow, "bsfw %ax, %cx\n setz %bl\n bsrw %ax, %dx\n setz %bh\n ret");

static void one(const char *what, const void *routine, u32 eax, u32 ecx) {
  for (unsigned i = 0; i < 8; ++i) words[i] = 0x5A5A5A5A;
  const struct attempt how = {.eax = eax, .ecx = ecx, .ebx = 0x100, .edx = 1};
  attempt_as(&how, what, routine);
  for (unsigned i = 0; i < 8; ++i)
    if (words[i] != 0x5A5A5A5A) print("  word %u: %x\n", i, words[i]);
}

PROGRAM(bit_strings) {
  static const u32 kBits[] = {0, 1, 31, 32, 33, 63, 95, (u32)-1, (u32)-32, (u32)-33, (u32)-128};
  for (unsigned i = 0; i < sizeof kBits / sizeof kBits[0]; ++i) {
    if (kBits[i] != 0) {
      one("BT", test_far, kBits[i], 1);
      one("BTS", set_far, kBits[i], 1);
      one("BTR", reset_far, kBits[i], 1);
      one("BTC", flip_far, kBits[i], 1);
      one("LOCK", locked, kBits[i], 1);
      one("BTS of 16 bits", set_narrow, kBits[i], 1);
    }
    one("of a register", in_register, 0x80000002, kBits[i]);
  }
  one("by an immediate", set_immediate, 1, 1);
  static const u32 kWords[] = {1, 0x80000000, 0x00010000, 0x8000, 0x00F0F000, 0xFFFFFFFF};
  for (unsigned i = 0; i < sizeof kWords / sizeof kWords[0]; ++i) {
    one("BSF, BSR", forward, kWords[i], 1);
    if ((kWords[i] & 0xFFFF) != 0) one("of 16 bits", forward_narrow, kWords[i], 1);
  }
}
