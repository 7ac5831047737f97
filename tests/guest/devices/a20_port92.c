// SPDX-License-Identifier: CC0-1.0
// Port 92: with its bit 1 low, address bit 20 is low.
#include "a20.h"

SHUT_AND_LOOK("movb $0, %al\n outb %al, $0x92", "movb $2, %al\n outb %al, $0x92")

PROGRAM(a20_port92) {
  devices_begin();
  shut_and_tell();
}
