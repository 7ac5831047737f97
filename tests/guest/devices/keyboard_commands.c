// SPDX-License-Identifier: CC0-1.0
// PS/2 keyboard: echo, identify, LEDs, typematic, scan code set, unknown ones.
#include "devices.h"

PROGRAM(keyboard_commands) {
  devices_begin();
  kbc_data(0xEE);
  kbc_print("EE");
  kbc_data(0xF2);
  kbc_print("F2 translated");
  kbc_data(0xED);
  kbc_print("ED");
  kbc_data(0x07);
  kbc_print("07");
  kbc_data(0xF3);
  kbc_print("F3");
  kbc_data(0x20);
  kbc_print("20");
  kbc_data(0xF4);
  kbc_print("F4");
  kbc_data(0xF5);
  kbc_print("F5");
  kbc_data(0xF6);
  kbc_print("F6");
  kbc_command(0x60);
  kbc_data(0x24);
  kbc_data(0xF2);
  kbc_print("F2 untranslated");
  kbc_data(0xF0);
  kbc_print("F0");
  kbc_data(0x00);
  kbc_print("00");
  kbc_data(0xF0);
  kbc_print("F0");
  kbc_data(0x01);
  kbc_print("01");
  kbc_data(0xF0);
  kbc_print("F0");
  kbc_data(0x00);
  kbc_print("00");
  kbc_data(0xF0);
  kbc_print("F0");
  kbc_data(0x04);
  kbc_print("04");
  kbc_data(0xF0);
  kbc_print("F0");
  kbc_data(0x00);
  kbc_print("00 after 04");
  kbc_data(0xFF);
  kbc_print("FF");
  kbc_data(0xF0);
  kbc_print("F0");
  kbc_data(0x00);
  kbc_print("00 after FF");
  kbc_command(0x60);
  kbc_data(0x64);
}
