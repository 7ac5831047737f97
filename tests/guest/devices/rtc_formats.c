// SPDX-License-Identifier: CC0-1.0
// MC146818: the time in BCD and binary, with 24 and with 12 hours.
#include "rtc.h"

static void print_time(const char *what) {
  print("%s: %b:%b:%b, %b.%b.%b%b\n", what, (u32)rtc(4), (u32)rtc(2), (u32)rtc(0), (u32)rtc(7),
        (u32)rtc(8), (u32)rtc(0x32), (u32)rtc(9));
}

PROGRAM(rtc_formats) {
  devices_begin();
  static const u8 kModes[] = {0x02, 0x06, 0x00, 0x04};
  static const u8 kNoon[][7] = {{0x30, 0x15, 0x12, 0x09, 0x08, 0x21, 0x20},
                                {30, 15, 12, 9, 8, 21, 20},
                                {0x30, 0x15, 0x92, 0x09, 0x08, 0x21, 0x20},
                                {30, 15, 0x8C, 9, 8, 21, 20}};
  rtc_write(0x0A, 0x66);  // no second may end in between
  for (unsigned i = 0; i < 4; ++i) {
    rtc_write(0x0B, kModes[i] | 0x80);
    set_time(kNoon[i]);
    rtc_write(0x0B, kModes[i]);
    print_time("noon");
  }
  rtc_write(0x0B, 0x02);
  rtc_write(0x0A, 0x26);
}
