// SPDX-License-Identifier: CC0-1.0
// LGDT, LIDT, SGDT, SIDT: 16-bit forms load 24 bits of the base (SDM 2A).
// manual: SDM 2B, SGDT, operation: all of the base is stored with 16-bit operands, too. QEMU 7 leaves its high byte out.
//   qemu:   SGDT of 16 bits: ff 01 21 43 65 00 ee ee
//   manual: SGDT of 16 bits: ff 01 21 43 65 87 ee ee
#include "guest.h"

ROUTINE(lidt32, "lidtl table\n sidtl out\n ret\n .pushsection .data\ntable: .word 0x1FF\n .long 0x87654321\nout: .fill 8, 1, 0xEE\n .popsection");
ROUTINE(lidt16, ".byte 0x66\n lidtl table\n sidtl out\n ret");
ROUTINE(lgdt16, "sgdtl kept\n .byte 0x66\n lgdtl table\n sgdtl out\n lgdtl kept\n ret\n .lcomm kept, 8");
ROUTINE(sgdt16, "sgdtl kept\n lgdtl table\n .byte 0x66\n sgdtl out\n lgdtl kept\n ret");
ROUTINE(copies, "movl $out, %esi\n movl $0x20000, %edi\n movl $8, %ecx\n rep movsb\n movl $0xEE, %eax\n movl $out, %edi\n movl $8, %ecx\n rep stosb\n xorl %esi, %esi\n xorl %edi, %edi\n ret");

static void show(const char *what) {
  attempt("  ", copies);
  dump(what, (void *)0x20000, 8);
}

PROGRAM(table_registers) {
  __asm__ volatile("call lidt32" : : : "memory");
  load_idt((u32)idt, sizeof idt - 1);
  show("LIDT");
  __asm__ volatile("call lidt16" : : : "memory");
  load_idt((u32)idt, sizeof idt - 1);
  show("LIDT of 16 bits");
  __asm__ volatile("call lgdt16" : : : "memory");
  show("LGDT of 16 bits");
  __asm__ volatile("call sgdt16" : : : "memory");
  show("SGDT of 16 bits");
}
