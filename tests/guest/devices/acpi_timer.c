// SPDX-License-Identifier: CC0-1.0
// ACPI: the PM timer counts 24 bits and goes on.
#include "devices.h"

static u32 in32(u16 port) {
  u32 value;
  __asm__ volatile("inl %1, %0" : "=a"(value) : "Nd"(port));
  return value;
}

PROGRAM(acpi_timer) {
  devices_begin();
  const u32 first = in32(0x608);
  sleep_ms(2);
  const u32 second = in32(0x608);
  print("24 bits: %u, goes on: %u\n", (u32)((first | second) < 0x1000000), (u32)(((second - first) & 0xFFFFFF) > 5000));
}
