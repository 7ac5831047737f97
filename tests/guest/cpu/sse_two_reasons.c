// SPDX-License-Identifier: CC0-1.0
// With CR0.TS set and CR0.EM, or without CR4.OSFXSR, an SSE instruction is #UD,
// not #NM (SDM 3A, tables 2-2 and 13-1).
// manual: SDM 2A, table 2-18: #UD for CR0.EM comes before #NM for CR0.TS. QEMU has it the other way round.
//   qemu:   EM and TS: #NM at +0 cs 0008 flags 00000002 frame own-16
//   manual: EM and TS: #UD at +0 cs 0008 flags 00000002 frame own-16
#include "guest.h"

ROUTINE(addps, "addps %xmm0, %xmm1\n ret");

PROGRAM(sse_two_reasons) {
  write_cr4(0x200);
  write_cr0(0x3D);
  attempt("EM and TS", addps);
  write_cr0(0x39);
  write_cr4(0);
  attempt("TS without OSFXSR", addps);
  write_cr0(0x31);
}
