// SPDX-License-Identifier: CC0-1.0
// Local APIC: the task priority holds back its class and all below.
#include "devices.h"

PROGRAM(lapic_task_priority) {
  devices_begin();
  on_irq = end_lapic;
  for (u32 tpr = 0x30; tpr <= 0x50; tpr += 8) {
    lapic_write(0x80, tpr);
    lapic_write(0x300, 0x40041);
    window();
    print("TPR %b PPR %b", tpr, lapic(0xA0));
    print_order("");
    lapic_write(0x80, 0);
    window();
    print_order("  lowered");
  }
}
