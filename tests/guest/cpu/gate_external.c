// SPDX-License-Identifier: CC0-1.0
// An exception or an interrupt that no INT n asked for, through a gate that is bad: EXT
// is set in the error code (SDM 3A, 6.13).
// manual: SDM 3A, 6.13: QEMU sets no EXT.
//   qemu:     #UD: #GP(0000) at +0 cs 0008 flags 00000002 frame own-16
//   manual:   #UD: #GP(0001) at +0 cs 0008 flags 00000002 frame own-16
//   qemu:     #UD: #GP(0010) at +0 cs 0008 flags 00000002 frame own-16
//   manual:   #UD: #GP(0011) at +0 cs 0008 flags 00000002 frame own-16
//   qemu:     #UD: #NP(0070) at +0 cs 0008 flags 00000002 frame own-16
//   manual:   #UD: #NP(0071) at +0 cs 0008 flags 00000002 frame own-16
//   qemu:     #UD: #GP(0400) at +0 cs 0008 flags 00000002 frame own-16
//   manual:   #UD: #GP(0401) at +0 cs 0008 flags 00000002 frame own-16
//   qemu:     #UD: #NP(0032) at +0 cs 0008 flags 00000002 frame own-16
//   manual:   #UD: #NP(0033) at +0 cs 0008 flags 00000002 frame own-16
#include "guest.h"

ROUTINE(invalid, "ud2\n ret");
ROUTINE(by_int, "int $6\n ret");

static void both(const char *what, u64 entry) {
  idt[6] = entry;
  print("%s\n", what);
  attempt("  #UD", invalid);
  attempt("  INT 6", by_int);
}

PROGRAM(gate_external) {
  const u32 at = (u32)stub_addresses[6];
  gdt[FREE >> 3] = segment(0, 0xFFFFF, 0x1A, 0xC);
  both("null", gate(0, at, 0xE, 3));
  both("data", gate(DATA0, at, 0xE, 3));
  both("code that is not present", gate(FREE, at, 0xE, 3));
  both("beyond the table", gate(0x400, at, 0xE, 3));
  both("a gate that is not present", gate(CODE0, at, 0xE, 3) & ~(1ull << 47));
}
