// SPDX-License-Identifier: CC0-1.0
// Local APIC: the PIC at LINT0 as an NMI and as a fixed interrupt by edge: at
// each rise of INTR, which no acknowledge of the PIC ends. How often is left out: QEMU
// raises a line again that is high.
#include "devices.h"

static void leave_line(unsigned vector) {
  if (vector != 2) lapic_write(0xB0, 0);
}

static void rise_and_fall(const char *what, u32 entry) {
  lapic_write(0x350, entry);
  for (unsigned i = 0; i < 2; ++i) {
    forget_irqs();
    line_high(4);
    window();
    print("%s, INTR high: NMI %u, 61 %u\n", what, (u32)(irqs[2] != 0), (u32)(irqs[0x61] != 0));
    line_low(4);
    pic_init(1);  // on QEMU a request outlives its line
    pic_unmask(0x10);
    window();
  }
}

PROGRAM(lapic_lint0) {
  devices_begin();
  on_irq = leave_line;
  pic_unmask(0x10);
  rise_and_fall("NMI", 0x400);
  rise_and_fall("fixed", 0x61);
  rise_and_fall("masked", 0x10400);
  lapic_write(0x350, 0x700);
}
