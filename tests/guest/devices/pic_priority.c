// SPDX-License-Identifier: CC0-1.0
// 8259A, "Fully nested mode": of several requests the lowest number comes first.
#include "devices.h"

PROGRAM(pic_priority) {
  devices_begin();
  line_high(8);
  line_high(4);
  line_high(1);
  line_high(0);
  print("waiting: %h\n", (u32)pic_irr() & 0x0113);
  pic_unmask(0x0113);
  for (unsigned i = 0; i < 6; ++i) window();
  print_order("order");
  print("left: IRR %h ISR %h\n", (u32)pic_irr() & 0x0113, (u32)pic_isr());
}
