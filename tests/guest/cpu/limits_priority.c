// SPDX-License-Identifier: CC0-1.0
// Of one access the segment is looked at before the page (SDM 3A, table 6-2);
// of several the first one faults first; #UD and #NM come before both.
// manual: SDM 3A, 5.3, and 2A, LOCK: QEMU looks at no limits, and executes LOCK MOV.
//   qemu:   missing, beyond: #PF(0004) cr2 40001000 at +6 cs 003b flags 00000002 frame ring0-20 from 0043:own-4 ecx=c0c00073 fs=00000073
//   manual: missing, beyond: #GP(0000) at +6 cs 003b flags 00000002 frame ring0-20 from 0043:own-4 ecx=c0c00073 fs=00000073
//   qemu:   missing, across: #PF(0004) cr2 40000ffe at +6 cs 003b flags 00000002 frame ring0-20 from 0043:own-4 ecx=c0c00073 fs=00000073
//   manual: missing, across: #GP(0000) at +6 cs 003b flags 00000002 frame ring0-20 from 0043:own-4 ecx=c0c00073 fs=00000073
//   qemu:   PUSH from present: done cs 003b flags 00000002 frame ring0-20 from 007b:fffffffe ecx=c0c0007b
//   manual: PUSH from present: #SS(0000) at +11 cs 003b flags 00000002 frame ring0-20 from 007b:00000002 ecx=c0c0007b
//   qemu:   LOCK MOV beyond: #PF(0004) cr2 40001000 at +6 cs 003b flags 00000002 frame ring0-20 from 0043:own-4 ecx=c0c00073 fs=00000073
//   manual: LOCK MOV beyond: #UD at +6 cs 003b flags 00000002 frame ring0-20 from 0043:own-4 ecx=c0c00073 fs=00000073
#include "guest.h"

enum { SHORT = FREE, SHORT_STACK = FREE + 8, MEMORY = 0x20000 };

ROUTINE(missing_beyond, "movw $0x73, %cx\n movw %cx, %fs\n movl %fs:0x1000, %eax\n ret");
ROUTINE(missing_across, "movw $0x73, %cx\n movw %cx, %fs\n movl %fs:0xFFE, %eax\n ret");
ROUTINE(missing_within, "movw $0x73, %cx\n movw %cx, %fs\n movl %fs:0, %eax\n ret");
ROUTINE(push_from_missing, "movw $0x7B, %cx\n movw %cx, %ss\n movl $2, %esp\n pushl 0x40000000\n int $0x30");
ROUTINE(push_from_present, "movw $0x7B, %cx\n movw %cx, %ss\n movl $2, %esp\n pushl 0x20000\n int $0x30");
ROUTINE(copy_from_missing, "movw $0x73, %cx\n movw %cx, %es\n movl $0x40000000, %esi\n movl $0x1000, %edi\n movsb\n ret");
ROUTINE(undefined, "movw $0x73, %cx\n movw %cx, %fs\n .byte 0xF0, 0x64, 0x8B, 0x05\n .long 0x1000\n ret");  // LOCK MOV
ROUTINE(no_math, "movw $0x73, %cx\n movw %cx, %fs\n flds %fs:0x1000\n ret");
ROUTINE(no_right, "movw $0x7B, %cx\n movw %cx, %ss\n movl $0, %esp\n cli\n int $0x30");

PROGRAM(limits_priority) {
  memset((void *)MEMORY, 0, 0x100);
  gdt[SHORT >> 3] = segment(VIRTUAL, 0xFFF, 0xF2, 4);
  gdt[SHORT_STACK >> 3] = segment(MEMORY, 0xFFF, 0xF2, 4);
  paging_on(0);
  attempt_in(3, "missing, beyond", missing_beyond);
  attempt_in(3, "missing, across", missing_across);
  attempt_in(3, "missing, within", missing_within);
  attempt_in(3, "PUSH from missing", push_from_missing);
  attempt_in(3, "PUSH from present", push_from_present);
  attempt_in(3, "MOVS from missing", copy_from_missing);
  attempt_in(3, "LOCK MOV beyond", undefined);
  write_cr0(read_cr0() | 8);
  attempt_in(3, "FLD beyond, TS", no_math);
  write_cr0(read_cr0() & ~8u);
  attempt_in(3, "FLD beyond", no_math);
  attempt_in(3, "CLI", no_right);
}
