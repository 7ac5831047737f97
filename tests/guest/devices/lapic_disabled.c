// SPDX-License-Identifier: CC0-1.0
// Local APIC: software-disabled, its LVT entries are masked and stay so.
// manual: SDM 3A, 10.4.7.2: software-disabled, every LVT entry is masked, and the bit cannot be cleared
//   qemu:   LINT0 00000700 timer 00020030
//   manual: LINT0 00010700 timer 00030030
//   qemu:   timer 00000031
//   manual: timer 00010031
//   qemu:   LINT0 00000700 timer 00000031
//   manual: LINT0 00010700 timer 00010031
#include "devices.h"

PROGRAM(lapic_disabled) {
  devices_begin();
  lapic_write(0x350, 0x700);
  lapic_write(0x320, 0x20030);
  lapic_write(0xF0, 0xFF);
  print("LINT0 %x timer %x\n", lapic(0x350), lapic(0x320));
  lapic_write(0x320, 0x31);
  print("timer %x\n", lapic(0x320));
  lapic_write(0xF0, 0x1FF);
  print("LINT0 %x timer %x\n", lapic(0x350), lapic(0x320));
  lapic_write(0x350, 0x10000);
  lapic_write(0x320, 0x10000);
}
