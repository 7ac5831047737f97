// SPDX-License-Identifier: CC0-1.0
// 8042: D2 and D3 put a byte into the output buffer as if the keyboard, or the auxiliary
// device, had sent it: status bit 5 and IRQ 12 tell which.
#include "devices.h"

static u32 taken;

static void take(unsigned vector) {
  taken = (u32)inb(0x64) << 8;
  taken |= inb(0x60);
  if (vector >= PIC_BASE + 8) outb(0xA0, 0x20);
  outb(0x20, 0x20);
}

static void loop(u8 command, u8 byte, unsigned line) {
  forget_irqs();
  taken = 0;
  kbc_command(command);
  kbc_data(byte);
  print("%b: status %b", (u32)command, (u32)inb(0x64) & 0x21);
  print(" IRR %h\n", (u32)pic_irr() & 0x1002);
  window();
  print("  IRQ %u: %u, status and data %h\n", line, irqs[PIC_BASE + line], taken & 0x21FF);
  kbc_print("  left");
}

PROGRAM(kbc_aux_loop) {
  devices_begin();
  on_irq = take;
  pic_unmask(0x1006);
  kbc_command(0x60);
  kbc_data(0x47);  // both interrupts
  loop(0xD2, 0x1E, 1);
  loop(0xD3, 0x5A, 12);
  loop(0xD2, 0xFA, 1);
  kbc_command(0x60);
  kbc_data(0x45);  // none of the auxiliary device
  loop(0xD3, 0xA5, 12);
  kbc_command(0x60);
  kbc_data(0x64);
}
