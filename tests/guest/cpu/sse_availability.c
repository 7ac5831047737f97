// SPDX-License-Identifier: CC0-1.0
// SSE needs CR4.OSFXSR, no CR0.EM, no CR0.TS: #UD and #NM (SDM 3A, 13.1).
#include "guest.h"

ROUTINE(addps, "addps %xmm0, %xmm1\n ret");
ROUTINE(ldmxcsr, "pushl $0x1F80\n ldmxcsr (%esp)\n addl $4, %esp\n ret");
ROUTINE(fxsave, "fxsave 0x20000\n ret");
ROUTINE(sfence, "sfence\n ret");
ROUTINE(prefetch, "prefetcht0 0x20000\n ret");
ROUTINE(bad_mxcsr, "pushl $0x10000\n ldmxcsr (%esp)\n addl $4, %esp\n ret");
ROUTINE(unaligned, "movups 0x20004, %xmm0\n ret");
ROUTINE(fxsave_misaligned, "fxsave 0x20008\n ret");

PROGRAM(sse_availability) {
  for (u32 bits = 0; bits < 8; ++bits) {
    if ((bits & 4) && (bits & 3) != 1) continue;  // sse_two_reasons
    print("OSFXSR %u EM %u TS %u\n", bits & 1, (bits >> 1) & 1, bits >> 2);
    const u32 cr0 = 0x31 | ((bits & 2) << 1) | ((bits & 4) << 1);
    write_cr4((bits & 1) << 9);
    write_cr0(cr0);
    attempt("  ADDPS", addps);
    write_cr0(cr0);
    attempt("  LDMXCSR", ldmxcsr);
    write_cr0(cr0);
    attempt("  FXSAVE", fxsave);
    write_cr0(cr0);
    attempt("  SFENCE", sfence);
    attempt("  PREFETCH", prefetch);
  }
  write_cr0(0x31);
  write_cr4(0x200);
  attempt("reserved bit of MXCSR", bad_mxcsr);
  attempt("MOVUPS", unaligned);
  attempt("FXSAVE misaligned", fxsave_misaligned);
}
