// SPDX-License-Identifier: CC0-1.0
// 8042: a byte in the buffer is one interrupt; the next comes after it is read.
#include "devices.h"

static u32 byte;

static void take(unsigned vector) {
  (void)vector;
  byte = inb(0x60);
  outb(0x20, 0x20);
}

PROGRAM(kbc_interrupt) {
  devices_begin();
  kbc_command(0x60);
  kbc_data(0x65);
  pic_unmask(2);
  on_irq = take;
  kbc_command(0xD2);
  kbc_data(0x11);
  UNTIL(pic_irr() & 2);
  window();
  print_order("one");
  print("byte %b, status %u\n", byte, (u32)inb(0x64) & 1);
  on_irq = NULL;
  kbc_data(0xEE);  // echo, and more than one answer: identify
  UNTIL(pic_irr() & 2);
  window();
  print_order("an answer");
  window();
  print_order("not read: no other");
  print("byte %b\n", (u32)inb(0x60));
  pic_eoi();
  kbc_command(0x60);
  kbc_data(0x64);
}
