// SPDX-License-Identifier: CC0-1.0
// Which flags IRET and POPF may change in which ring and with which IOPL (SDM
// 2A, IRET; SDM 2B, POPF).
#include "guest.h"

ROUTINE(popf_all, "pushl %ebx\n popfl\n pushfl\n popl %ecx\n pushl $0x3002\n popfl\n xorl %ebx, %ebx\n ret");
ROUTINE(iret_all, "pushl %ebx\n pushl %cs\n pushl $1f\n iretl\n1: pushfl\n popl %ecx\n pushl $0x3002\n popfl\n xorl %ebx, %ebx\n ret");
ROUTINE(popfw, "pushw %bx\n popfw\n pushfl\n popl %ecx\n pushl $0x3002\n popfl\n xorl %ebx, %ebx\n ret");
ROUTINE(sahf_lahf, "movb $0xFF, %ah\n sahf\n lahf\n movl %eax, %ebx\n movb $0, %ah\n sahf\n lahf\n ret");
ROUTINE(toggles, "pushfl\n popl %ebx\n movl %ebx, %ecx\n xorl $0x240000, %ecx\n pushl %ecx\n popfl\n pushfl\n popl %ecx\n xorl %ebx, %ecx\n pushl %ebx\n popfl\n ret");

PROGRAM(iret_flags) {
  static const u32 kFlags[] = {0x00000000, 0x00003ED7 & ~0x100u, 0x00244ED7 & ~0x4100u, 0x001A0002};
  for (unsigned ring = 0; ring < 4; ++ring) {
    for (u32 iopl = 0; iopl < 4; iopl += 3) {
      print("ring %u IOPL %u\n", ring, iopl);
      for (unsigned i = 0; i < 3; ++i) {
        const struct attempt how = {.ring = ring, .eflags = iopl << 12, .ebx = kFlags[i] ? kFlags[i] : 0x2};
        attempt_as(&how, "  POPF", popf_all);
        attempt_as(&how, "  IRET", iret_all);
        attempt_as(&how, "  POPFW", popfw);
      }
    }
  }
  attempt("SAHF, LAHF", sahf_lahf);
  attempt("AC and ID can be changed", toggles);
}
