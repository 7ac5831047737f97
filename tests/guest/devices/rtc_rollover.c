// SPDX-License-Identifier: CC0-1.0
// MC146818: the second that ends a year, and the one that ends a leap February.
#include "rtc.h"

static void print_time(const char *what) {
  print("%s: %b:%b:%b weekday %b, %b.%b.%b%b\n", what, (u32)rtc(4), (u32)rtc(2), (u32)rtc(0), (u32)rtc(6),
        (u32)rtc(7), (u32)rtc(8), (u32)rtc(0x32), (u32)rtc(9));
}

static void once(unsigned vector) {
  (void)vector;
  rtc_write(0x0B, 0x02);
  rtc(0x0C);
  end_rtc();
}

PROGRAM(rtc_rollover) {
  devices_begin();
  static const u8 kYear[] = {0x59, 0x59, 0x23, 0x31, 0x12, 0x99, 0x19};
  static const u8 kLeap[] = {0x59, 0x59, 0x23, 0x28, 0x02, 0x24, 0x20};
  static const u8 kNoLeap[] = {0x59, 0x59, 0x23, 0x28, 0x02, 0x23, 0x20};
  const u8 *const all[] = {kYear, kLeap, kNoLeap};
  pic_unmask(0x100);
  for (unsigned i = 0; i < 3; ++i) {
    rtc_write(0x0A, 0x66);  // the divider in reset: a whole half second follows
    set_time(all[i]);
    rtc(0x0C);
    rtc_write(0x0A, 0x26);
    rtc_write(0x0B, 0x12);
    on_irq = once;
    const bool ended = wait_irq(0x28, 1);
    forget_irqs();
    print("update ended %u\n", (u32)ended);
    print_time("then");
  }
}
