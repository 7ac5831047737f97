// SPDX-License-Identifier: CC0-1.0
// RDTSC rises; CR4.TSD keeps it for ring 0 (SDM 2B, RDTSC).
#include "guest.h"

ROUTINE(rdtsc, "rdtsc\n xorl %eax, %eax\n xorl %edx, %edx\n ret");
static u64 now(void) {
  u64 v;
  __asm__ volatile("rdtsc" : "=A"(v));
  return v;
}

PROGRAM(timestamp) {
  unsigned fallen = 0;
  u64 before = now();
  for (unsigned i = 0; i < 1000; ++i) {
    const u64 then = now();
    fallen += then <= before;
    before = then;
  }
  print("did not rise %u times\n", fallen);
  attempt_in(3, "ring 3", rdtsc);
  write_cr4(4);
  attempt_in(3, "ring 3, TSD", rdtsc);
  attempt("ring 0, TSD", rdtsc);
  write_cr4(0);
}
