// SPDX-License-Identifier: CC0-1.0
// Local APIC: an illegal vector that was sent shows in ESR, after a write to it.
// manual: SDM 3A, 10.5.3: a vector below 16 in the ICR is an error (bit 5) of the sender
//   qemu:   sent 05: ESR has it 0
//   manual: sent 05: ESR has it 1
#include "devices.h"

PROGRAM_ALONE(lapic_errors) {
  devices_begin();
  lapic_write(0x280, 0);
  lapic_write(0x300, 0x40005);
  lapic_write(0x280, 0);
  print("sent 05: ESR has it %u\n", (u32)((lapic(0x280) & 0x60) != 0));
  lapic_write(0x280, 0);
  print("and a second write clears it: %x\n", lapic(0x280));
}
