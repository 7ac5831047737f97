// SPDX-License-Identifier: CC0-1.0
// CPUID: vendor, and that what it promises is there: each feature that it names
// works, and those of a later time are not named.
#include "guest.h"

static void cpuid(u32 leaf, u32 *out) {
  __asm__ volatile("cpuid" : "=a"(out[0]), "=b"(out[1]), "=c"(out[2]), "=d"(out[3]) : "a"(leaf), "c"(0));
}
ROUTINE(tsc, "rdtsc\n xorl %eax, %eax\n xorl %edx, %edx\n ret");
ROUTINE(msr, "movl $0x1B, %ecx\n rdmsr\n andl $0xFFFFF800, %eax\n ret");
ROUTINE(cx8, "cmpxchg8b 0x20000\n xorl %eax, %eax\n xorl %edx, %edx\n ret");
ROUTINE(cmov, "cmovzl %ebx, %eax\n ret");
ROUTINE(pge, "movl $0x80, %eax\n movl %eax, %cr4\n movl %cr4, %ebx\n xorl %eax, %eax\n movl %eax, %cr4\n ret");

PROGRAM(cpuid) {
  u32 r[4];
  cpuid(0, r);
  print("highest leaf at least 1: %u, vendor %x %x %x\n", r[0] >= 1, r[1], r[3], r[2]);
  cpuid(1, r);
  static const char *const kNames[] = {"FPU", "VME", "DE", "PSE", "TSC", "MSR", "PAE", "MCE", "CX8", "APIC", "", "SEP", "MTRR", "PGE", "MCA", "CMOV",
                                       "PAT", "PSE36", "PSN", "CLFSH", "", "DS", "ACPI", "MMX", "FXSR", "SSE", "SSE2"};
  static const u32 kAsked = 1u << 0 | 1u << 2 | 1u << 3 | 1u << 4 | 1u << 5 | 1u << 8 | 1u << 9 | 1u << 13 | 1u << 15 | 1u << 23 | 1u << 24 | 1u << 25;
  for (unsigned i = 0; i < 27; ++i)
    if ((kAsked >> i) & 1) print("%s %u\n", kNames[i], (r[3] >> i) & 1);
  print("family %u\n", (r[0] >> 8) & 15);
  attempt("TSC", tsc);
  attempt("MSR", msr);
  attempt("CX8", cx8);
  attempt("CMOV", cmov);
  attempt("PGE", pge);
  cpuid(0x80000000, r);
  print("no long mode: %u\n", (r[0] < 0x80000001 || (cpuid(0x80000001, r), (r[3] >> 29) & 1) == 0));
}
