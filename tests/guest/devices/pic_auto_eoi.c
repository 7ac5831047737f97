// SPDX-License-Identifier: CC0-1.0
// 8259A, ICW4 AEOI: nothing stays in service after the acknowledge.
#include "devices.h"

PROGRAM(pic_auto_eoi) {
  devices_begin();
  pic_init(3);
  pic_unmask(0x0010);
  on_irq = NULL;
  line_high(4);
  window();
  print("ISR %h IRR %h\n", (u32)pic_isr(), (u32)pic_irr());
  line_low(4);
  line_high(4);
  window();
  print_order("twice without an EOI");
  line_low(4);
}
