// SPDX-License-Identifier: CC0-1.0
// String instructions at a segment's limit: a repetition stops at the iteration
// that is beyond it, with the registers as they are then (SDM 2B, REP; 3A, 5.3).
// The flags are the same before and after an iteration: which of them a fault shows
// the manual says for page faults alone.
// manual: SDM 3A, 5.3: QEMU looks at no limits.
//   qemu:   STOSB: done cs 0008 flags 00000002 frame own-12 ebx=b0b00070 ecx=00000000 edi=00001018 es=00000070
//   manual: STOSB: #GP(0000) at +16 cs 0008 flags 00000002 frame own-16 ebx=b0b00070 ecx=00000018 edi=00001000 es=00000070
//   qemu:   STOSD: done cs 0008 flags 00000002 frame own-12 ebx=b0b00070 ecx=00000000 edi=00001072 es=00000070
//   manual: STOSD: #GP(0000) at +16 cs 0008 flags 00000002 frame own-16 ebx=b0b00070 ecx=0000001d edi=00000ffe es=00000070
//   qemu:   MOVSW from: done cs 0008 flags 00000002 frame own-12 ebx=b0b00070 ecx=00000000 esi=00001009 edi=00023010 fs=00000070
//   manual: MOVSW from: #GP(0000) at +21 cs 0008 flags 00000002 frame own-16 ebx=b0b00070 ecx=00000005 esi=00000fff edi=00023006 fs=00000070
//   qemu:   MOVSW to: done cs 0008 flags 00000002 frame own-12 ebx=b0b00070 ecx=00000000 esi=00023010 edi=00001009 es=00000070
//   manual: MOVSW to: #GP(0000) at +21 cs 0008 flags 00000002 frame own-16 ebx=b0b00070 ecx=00000005 esi=00023006 edi=00000fff es=00000070
//   qemu:   MOVSB down: done cs 0008 flags 00000002 frame own-12 ebx=b0b00078 ecx=00000000 esi=00023008 edi=00000ffb es=00000078
//   manual: MOVSB down: #GP(0000) at +22 cs 0008 flags 00000402 frame own-16 ebx=b0b00078 ecx=00000004 esi=0002300c edi=00000fff es=00000078
//   qemu:   SCASB: done cs 0008 flags 00000006 frame own-12 eax=a0a0a055 ebx=b0b00070 ecx=00000000 edi=00001010 es=00000070
//   manual: SCASB: #GP(0000) at +20 cs 0008 flags 00000006 frame own-16 eax=a0a0a055 ebx=b0b00070 ecx=00000010 edi=00001000 es=00000070
//   qemu:   CMPSB: done cs 0008 flags 00000046 frame own-12 ebx=b0b00070 ecx=00000000 esi=00023018 edi=00001018 es=00000070
//   manual: CMPSB: #GP(0000) at +23 cs 0008 flags 00000046 frame own-16 ebx=b0b00070 ecx=00000018 esi=00023000 edi=00001000 es=00000070
//   qemu:   LODSD: done cs 0008 flags 00000002 frame own-12 eax=00000000 ebx=b0b00070 ecx=00000000 esi=0000100c ds=00000070
//   manual: LODSD: #GP(0000) at +16 cs 0008 flags 00000002 frame own-16 eax=00000000 ebx=b0b00070 ecx=00000003 esi=00001000 ds=00000070
//   qemu:   one STOSD: done cs 0008 flags 00000002 frame own-12 ebx=b0b00070 edi=00001001 es=00000070
//   manual: one STOSD: #GP(0000) at +11 cs 0008 flags 00000002 frame own-16 ebx=b0b00070 edi=00000ffd es=00000070
//   qemu:   16-bit count: done cs 0008 flags 00000002 frame own-12 ebx=b0b00070 ecx=00050000 edi=00011008 es=00000070
//   manual: 16-bit count: #GP(0000) at +16 cs 0008 flags 00000002 frame own-16 ebx=b0b00070 ecx=00050008 edi=00011000 es=00000070
#include "guest.h"

enum { UP = FREE, DOWN = FREE + 8, MEMORY = 0x20000 };

ROUTINE(fill, "movw $0x70, %bx\n movw %bx, %es\n movl $0xFF8, %edi\n movl $0x20, %ecx\n rep stosb\n ret");
ROUTINE(fill_dwords, "movw $0x70, %bx\n movw %bx, %es\n movl $0xFF2, %edi\n movl $0x20, %ecx\n rep stosl\n ret");
ROUTINE(copy_from, "movw $0x70, %bx\n movw %bx, %fs\n movl $0xFF9, %esi\n movl $0x23000, %edi\n movl $8, %ecx\n rep movsw %fs:(%esi), %es:(%edi)\n ret");
ROUTINE(copy_to, "movw $0x70, %bx\n movw %bx, %es\n movl $0x23000, %esi\n movl $0xFF9, %edi\n movl $8, %ecx\n rep movsw\n ret");
ROUTINE(copy_down, "std\n movw $0x78, %bx\n movw %bx, %es\n movl $0x23010, %esi\n movl $0x1003, %edi\n movl $8, %ecx\n rep movsb\n cld\n ret");
ROUTINE(scan, "movw $0x70, %bx\n movw %bx, %es\n movl $0xFF0, %edi\n movl $0x20, %ecx\n movb $0x55, %al\n cmpb $0, %al\n repne scasb\n ret");
ROUTINE(compare, "movw $0x70, %bx\n movw %bx, %es\n movl $0x22FF8, %esi\n movl $0xFF8, %edi\n movl $0x20, %ecx\n cmpb %al, %al\n repe cmpsb\n ret");
ROUTINE(load, "movw $0x70, %bx\n movw %bx, %ds\n movl $0xFF8, %esi\n movl $5, %ecx\n rep lodsl\n ret");
ROUTINE(once, "movw $0x70, %bx\n movw %bx, %es\n movl $0xFFD, %edi\n stosl\n ret");
ROUTINE(none, "movw $0x70, %bx\n movw %bx, %es\n movl $0x1000, %edi\n xorl %ecx, %ecx\n rep stosb\n ret");
ROUTINE(to_the_end, "movw $0x70, %bx\n movw %bx, %es\n movl $0xFF8, %edi\n movl $2, %ecx\n rep stosl\n ret");
ROUTINE(short_count, "movw $0x70, %bx\n movw %bx, %es\n movl $0x10FF8, %edi\n movl $0x50010, %ecx\n addr16 rep stosb\n ret");

PROGRAM(limits_strings) {
  memset((void *)MEMORY, 0, 0x4000);
  gdt[UP >> 3] = segment(MEMORY, 0xFFF, 0x92, 4);
  gdt[DOWN >> 3] = segment(MEMORY, 0xFFF, 0x96, 4);
  attempt("STOSB", fill);
  attempt("STOSD", fill_dwords);
  attempt("MOVSW from", copy_from);
  attempt("MOVSW to", copy_to);
  attempt("MOVSB down", copy_down);
  memset((void *)MEMORY, 0, 0x4000);
  attempt("SCASB", scan);
  attempt("CMPSB", compare);
  attempt("LODSD", load);
  attempt("one STOSD", once);
  attempt("none", none);
  attempt("to the end", to_the_end);
  attempt("16-bit count", short_count);
}
