// SPDX-License-Identifier: CC0-1.0
// Local APIC: logical destinations, flat and in clusters.
// manual: SDM 3A, 10.6.2.2: all ones go to all clusters. QEMU takes them for cluster 15.
//   qemu:   DFR 0fffffff LDR 14000000 to ff: 0
//   manual: DFR 0fffffff LDR 14000000 to ff: 1
#include "devices.h"

PROGRAM(lapic_logical) {
  devices_begin();
  static const u32 kCases[][3] = {  // DFR, LDR, destination
      {0xFFFFFFFF, 0x01000000, 0x01}, {0xFFFFFFFF, 0x01000000, 0x02}, {0xFFFFFFFF, 0x06000000, 0x02},
      {0xFFFFFFFF, 0x80000000, 0xFF}, {0x0FFFFFFF, 0x21000000, 0x21}, {0x0FFFFFFF, 0x21000000, 0x31},
      {0x0FFFFFFF, 0x22000000, 0x21}, {0x0FFFFFFF, 0x22000000, 0x2F}, {0x0FFFFFFF, 0x14000000, 0xF4}, {0x0FFFFFFF, 0x14000000, 0xFF},
      {0x0FFFFFFF, 0x14000000, 0x10}};
  on_irq = end_lapic;
  for (unsigned i = 0; i < sizeof kCases / sizeof kCases[0]; ++i) {
    lapic_write(0xE0, kCases[i][0]);
    lapic_write(0xD0, kCases[i][1]);
    lapic_write(0x310, kCases[i][2] << 24);
    lapic_write(0x300, 0x00860);
    window();
    print("DFR %x LDR %x to %b: %u\n", kCases[i][0], kCases[i][1], kCases[i][2], irqs[0x60]);
    forget_irqs();
  }
  lapic_write(0xE0, 0xFFFFFFFF);
}
