// SPDX-License-Identifier: CC0-1.0
// MC146818: the alarm comes at its time, and with "do not care" every second.
#include "devices.h"

static void set_time(const u8 *values) {
  static const u8 kPlaces[] = {0, 2, 4, 7, 8, 9, 0x32};
  rtc_write(0x0B, rtc(0x0B) | 0x80);
  for (unsigned i = 0; i < sizeof kPlaces; ++i) rtc_write(kPlaces[i], values[i]);
  rtc_write(0x0B, rtc(0x0B) & 0x7F);
}

__attribute__((unused)) static void print_time(const char *what) {
  print("%s: %b:%b:%b weekday %b, %b.%b.%b%b\n", what, (u32)rtc(4), (u32)rtc(2), (u32)rtc(0), (u32)rtc(6),
        (u32)rtc(7), (u32)rtc(8), (u32)rtc(0x32), (u32)rtc(9));
}

static u32 c;

static void read_c(unsigned vector) {
  (void)vector;
  c = rtc(0x0C);
  outb(0xA0, 0x20);
  outb(0x20, 0x20);
}

PROGRAM(rtc_alarm) {
  devices_begin();
  static const u8 kTime[] = {0x58, 0x59, 0x11, 0x05, 0x06, 0x22, 0x20};
  pic_unmask(0x100);
  on_irq = read_c;
  set_time(kTime);
  rtc_write(0x01, 0x59);
  rtc_write(0x03, 0x59);
  rtc_write(0x05, 0x11);
  rtc(0x0C);
  rtc_write(0x0B, 0x22);
  print("alarm: %u\n", (u32)wait_irq(0x28, 1));
  print("C %b, seconds %b\n", c & 0xA0, (u32)rtc(0));
  rtc_write(0x01, 0xC0);
  rtc_write(0x03, 0xFF);
  rtc_write(0x05, 0xC5);
  forget_irqs();
  print("any second: %u\n", (u32)wait_irq(0x28, 1));
  print("C %b\n", c & 0xA0);
  rtc_write(0x0B, 0x02);
}
