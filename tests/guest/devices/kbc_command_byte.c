// SPDX-License-Identifier: CC0-1.0
// 8042: the command byte is read and written; AD and AE change its bit 4.
#include "devices.h"

PROGRAM(kbc_command_byte) {
  devices_begin();
  static const u8 kBytes[] = {0x64, 0x44, 0x04, 0x65, 0x74};
  for (unsigned i = 0; i < sizeof kBytes; ++i) {
    kbc_command(0x60);
    kbc_data(kBytes[i] & 0xFE);
    kbc_command(0x20);
    kbc_print("written and read");
  }
  kbc_command(0xAE);
  kbc_command(0x20);
  kbc_print("AE");
  kbc_command(0xAD);
  kbc_command(0x20);
  kbc_print("AD");
  kbc_command(0xAE);
  kbc_command(0x60);
  kbc_data(0x64);
}
