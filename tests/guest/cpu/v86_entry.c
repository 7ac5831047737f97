// SPDX-License-Identifier: CC0-1.0
// IRET to virtual-8086 mode and interrupts out of it (SDM 3B, 20.2): the frame
// holds GS, FS, DS, ES as well, and those registers are null in the handler.
#include "guest.h"

ROUTINE16(say, "movw %cs, %ax\n movw %ds, %bx\n movw %es, %cx\n movw %fs, %dx\n movw %gs, %si\n int $0x30");
ROUTINE16(fault, "nop\n ud2");
ROUTINE16(divide, "xorw %cx, %cx\n divw %cx");
ROUTINE16(protected_only, "lldt %ax");
ROUTINE16(halts, "hlt");
ROUTINE16(moves_cr0, "movl %cr0, %eax");
ROUTINE16(far_jump, "ljmp $0xFFF, $1f - far_jump + 16\n1: movw %cs, %ax\n int $0x30");
ROUTINE16(loads, "movw $0x1234, %ax\n movw %ax, %ds\n movw $0x10, %bx\n movw %bx, %fs\n int $0x30");
ROUTINE16(addresses, "movw $0x1000, %ax\n movw %ax, %ds\n movw 0, %bx\n pushw %bx\n movw %sp, %cx\n int $0x30");

PROGRAM(v86_entry) {
  attempt_v86(0x3000, "registers", say, say_end);
  attempt_v86(0x3000, "#UD", fault, fault_end);
  attempt_v86(0x3000, "#DE", divide, divide_end);
  attempt_v86(0x3000, "LLDT", protected_only, protected_only_end);
  attempt_v86(0x3000, "HLT", halts, halts_end);
  attempt_v86(0x3000, "MOV CR0", moves_cr0, moves_cr0_end);
  attempt_v86(0x3000, "far JMP", far_jump, far_jump_end);
  attempt_v86(0x3000, "segment loads", loads, loads_end);
  attempt_v86(0x3000, "addresses", addresses, addresses_end);
}
