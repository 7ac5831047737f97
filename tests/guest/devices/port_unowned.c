// SPDX-License-Identifier: CC0-1.0
// Ports that nothing owns: the bus floats high in every width, and stores are lost.
#include "devices.h"

static inline u16 inw(u16 port) { u16 v; __asm__ volatile("inw %1, %0" : "=a"(v) : "Nd"(port)); return v; }
static inline u32 inl(u16 port) { u32 v; __asm__ volatile("inl %1, %0" : "=a"(v) : "Nd"(port)); return v; }

PROGRAM(port_unowned) {
  devices_begin();
  static const u16 kPorts[] = {0x2E8, 0x300, 0x220, 0x3E8, 0x1234, 0xFFFC};
  for (unsigned i = 0; i < sizeof kPorts / sizeof kPorts[0]; ++i) {
    outb(kPorts[i], 0x5A);
    outl(kPorts[i], 0x12345678);
    print("%h: %b %h %x\n", (u32)kPorts[i], (u32)inb(kPorts[i]), (u32)inw(kPorts[i]), inl(kPorts[i]));
  }
}
