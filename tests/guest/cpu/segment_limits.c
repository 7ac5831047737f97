// SPDX-License-Identifier: CC0-1.0
// Limits, expand-down segments, read-only and execute-only segments, null data
// segments: #GP(0), or #SS(0) for the stack (SDM 3A, 5.3).
// manual: SDM 3A, 5.3: QEMU's translator looks at no limits and no rights.
//   qemu:   one beyond: done cs 0008 flags 00000002 frame own-12 eax=a0a00070 ebx=b0b0b000 fs=00000070
//   manual: one beyond: #GP(0000) at +6 cs 0008 flags 00000002 frame own-16 eax=a0a00070 fs=00000070
//   qemu:   across the limit: done cs 0008 flags 00000002 frame own-12 eax=a0a00070 ebx=b0b00000 fs=00000070
//   manual: across the limit: #GP(0000) at +6 cs 0008 flags 00000002 frame own-16 eax=a0a00070 fs=00000070
//   qemu:   write to read-only: done cs 0008 flags 00000002 frame own-12 eax=a0a00078 fs=00000078
//   manual: write to read-only: #GP(0000) at +6 cs 0008 flags 00000002 frame own-16 eax=a0a00078 fs=00000078
//   qemu:   null: done cs 0008 flags 00000046 frame own-12 eax=00000000 ebx=b0b0b078 fs=00000000
//   manual: null: #GP(0000) at +4 cs 0008 flags 00000046 frame own-16 eax=00000000 fs=00000000
#include "guest.h"

ROUTINE(last_byte, "movw $0x70, %ax\n movw %ax, %fs\n movb %fs:0xFFF, %bl\n ret");
ROUTINE(beyond, "movw $0x70, %ax\n movw %ax, %fs\n movb %fs:0x1000, %bl\n ret");
ROUTINE(across, "movw $0x70, %ax\n movw %ax, %fs\n movw %fs:0xFFF, %bx\n ret");
ROUTINE(read_only, "movw $0x78, %ax\n movw %ax, %fs\n movb %al, %fs:0\n ret");
ROUTINE(null, "xorl %eax, %eax\n movw %ax, %fs\n movb %fs:0x20000, %bl\n ret");

PROGRAM(segment_limits) {
  memset((void *)0x20000, 0, 0x2000);
  gdt[FREE >> 3] = segment(0x20000, 0xFFF, 0x92, 4);
  gdt[(FREE + 8) >> 3] = segment(0x20000, 0xFFF, 0x90, 4);
  attempt("last byte", last_byte);
  attempt("one beyond", beyond);
  attempt("across the limit", across);
  attempt("write to read-only", read_only);
  attempt("null", null);
}
