// SPDX-License-Identifier: CC0-1.0
// Local APIC: identity and the bits of each register that can be written.
#include "devices.h"

PROGRAM(lapic_registers) {
  devices_begin();
  print("ID %x version %x\n", lapic(0x20), lapic(0x30) & 0xFF00FF);
  lapic_write(0x80, 0xFFFFFFFF);
  print("TPR %x PPR %x\n", lapic(0x80), lapic(0xA0));
  lapic_write(0x80, 0);
  lapic_write(0xD0, 0xA5A5A5A5);
  print("LDR %x\n", lapic(0xD0));
  lapic_write(0xE0, 0x0FFFFFFF);
  print("DFR %x\n", lapic(0xE0));
  lapic_write(0xE0, 0xFFFFFFFF);
  lapic_write(0x310, 0xFFFFFFFF);
  print("ICR high %x\n", lapic(0x310) & 0xFF000000);
  print("SVR %x ESR %x\n", lapic(0xF0), lapic(0x280));
}
