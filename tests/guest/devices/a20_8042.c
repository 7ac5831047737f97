// SPDX-License-Identifier: CC0-1.0
// 8042, DD and DF: the gate of address bit 20.
#include "a20.h"

SHUT_AND_LOOK("movb $0xDD, %al\n outb %al, $0x64", "movb $0xDF, %al\n outb %al, $0x64")

PROGRAM(a20_8042) {
  devices_begin();
  shut_and_tell();
}
