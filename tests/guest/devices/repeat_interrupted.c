// SPDX-License-Identifier: CC0-1.0
// An interrupt between two iterations of REP: EIP on the instruction, RF 1, and
// the rest done after it (SDM 3B, 17.3.1.1).
// manual: SDM 3B, 17.3.1.1: QEMU pushes no RF there.
//   qemu:   at the instruction 1, some left 1, RF 0
//   manual: at the instruction 1, some left 1, RF 1
#include "devices.h"

enum { PLACE = 0x1800000, COUNT = 3000000, FILL = 2 };  // FILL: where REP STOSB stands
ROUTINE(fill, "sti\n nop\n rep stosb\n cli\n xorl %edi, %edi\n ret");

static struct frame seen;
static bool look(struct frame *frame) {
  if (frame->vector != PIC_BASE) return false;
  seen = *frame;
  pic_eoi();
  return true;
}

PROGRAM(repeat_interrupted) {
  devices_begin();
  on_trap = look;
  pic_unmask(1);
  ((u8 *)PLACE)[COUNT - 1] = 0;
  outb(0x43, 0x30);
  outb(0x40, 0xFF);
  outb(0x40, 0x07);
  const struct attempt how = {.ecx = COUNT, .edi = PLACE, .eax = 0x77};
  attempt_as(&how, "fill", fill);
  print("at the instruction %u, some left %u, RF %u\n", (u32)(seen.eip == (u32)fill + FILL),
        (u32)(seen.ecx != 0 && seen.ecx < COUNT), (seen.eflags >> 16) & 1);
  print("the last byte %b\n", (u32)((u8 *)PLACE)[COUNT - 1]);
}
