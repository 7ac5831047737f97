// SPDX-License-Identifier: CC0-1.0
// #NM by CR0.EM, TS and MP for x87 instructions, WAIT and MMX (SDM 3A, table 2-2).
// manual: SDM 3A, table 12-1: for MMX #UD by CR0.EM comes before #NM by CR0.TS. QEMU has it the other way round.
//   qemu:   MMX, EM and TS: #NM at +0 cs 0008 flags 00000002 frame own-16
//   manual: MMX, EM and TS: #UD at +0 cs 0008 flags 00000002 frame own-16
#include "guest.h"

ROUTINE(fadd, "fld1\n fstp %st(0)\n ret");
ROUTINE(wait_, "fwait\n ret");
ROUTINE(fninit_, "fninit\n ret");
ROUTINE(mmx, "movd %eax, %mm0\n emms\n ret");
ROUTINE(fnstsw, "fnstsw %ax\n ret");

PROGRAM(fpu_not_available) {
  for (u32 bits = 0; bits < 8; ++bits) {
    print("TS %u EM %u MP %u\n", bits >> 2, (bits >> 1) & 1, bits & 1);
    write_cr0(0x31 | (bits << 1));
    attempt("  FLD1", fadd);
    write_cr0(0x31 | (bits << 1));
    attempt("  WAIT", wait_);
    write_cr0(0x31 | (bits << 1));
    attempt("  FNINIT", fninit_);
    write_cr0(0x31 | (bits << 1));
    attempt((bits & 6) == 6 ? "MMX, EM and TS" : "  MMX", mmx);
    write_cr0(0x31 | (bits << 1));
    attempt("  FNSTSW", fnstsw);
  }
  write_cr0(0x31);
}
