// SPDX-License-Identifier: CC0-1.0
// The time of an MC146818: seconds, minutes, hours, day, month, year, century.
#pragma once
#include "devices.h"

static inline void set_time(const u8 *values) {
  static const u8 kPlaces[] = {0, 2, 4, 7, 8, 9, 0x32};
  rtc_write(0x0B, rtc(0x0B) | 0x80);
  for (unsigned i = 0; i < sizeof kPlaces; ++i) rtc_write(kPlaces[i], values[i]);
  rtc_write(0x0B, rtc(0x0B) & 0x7F);
}

/// The end of an interrupt of IRQ 8.
static inline void end_rtc(void) {
  outb(0xA0, 0x20);
  outb(0x20, 0x20);
}

/// Register C as the last interrupt found it: reading it lets the next one come.
static u32 c __attribute__((unused));
static inline void read_c(unsigned vector) {
  (void)vector;
  c = rtc(0x0C);
  end_rtc();
}
