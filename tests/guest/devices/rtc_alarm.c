// SPDX-License-Identifier: CC0-1.0
// MC146818: the alarm comes at its time, and with "do not care" every second.
#include "rtc.h"

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
