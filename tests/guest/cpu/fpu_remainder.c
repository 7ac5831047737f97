// SPDX-License-Identifier: CC0-1.0
// FPREM and FPREM1 are exact (SDM 2A).
#include "guest.h"

static u8 result[10];

PROGRAM(fpu_remainder) {
  __asm__ volatile("fninit\n fldpi\n fldl2t\n fprem\n fstpt %0" : "=m"(result));
  dump("FPREM", result, 10);
  __asm__ volatile("fninit\n fldpi\n fldl2t\n fprem1\n fstpt %0" : "=m"(result));
  dump("FPREM1", result, 10);
}
