// SPDX-License-Identifier: CC0-1.0
// Operands of 16 bytes that are not aligned: #GP(0), but for MOVUPS (SDM 2, table
// 2-18).
#include "guest.h"

ROUTINE(aligned, "movaps 0x20010, %xmm0\n ret");
ROUTINE(misaligned, "movaps 0x20004, %xmm0\n ret");
ROUTINE(misaligned_store, "movaps %xmm0, 0x20004\n ret");
ROUTINE(unaligned, "movups 0x20004, %xmm0\n ret");

PROGRAM(sse_alignment) {
  write_cr4(0x200);
  attempt("MOVAPS", aligned);
  attempt("MOVAPS misaligned", misaligned);
  attempt("MOVAPS store misaligned", misaligned_store);
  attempt("MOVUPS", unaligned);
  write_cr4(0);
}
