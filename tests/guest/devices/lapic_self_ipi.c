// SPDX-License-Identifier: CC0-1.0
// Local APIC: a fixed IPI to itself goes through IRR and ISR to its end.
#include "devices.h"

PROGRAM(lapic_self_ipi) {
  devices_begin();
  on_irq = NULL;
  lapic_write(0x300, 0x40041);
  print("ICR %x\n", lapic(0x300) & 0xFFFCFFFF);
  print_vectors("IRR", 0x200);
  print_vectors("ISR", 0x100);
  window();
  print_order("came");
  print_vectors("IRR", 0x200);
  print_vectors("ISR", 0x100);
  print("PPR %x\n", lapic(0xA0));
  lapic_write(0xB0, 0);
  print_vectors("ended, ISR", 0x100);
  print("PPR %x\n", lapic(0xA0));
}
