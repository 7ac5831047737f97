// SPDX-License-Identifier: CC0-1.0
// COM1, a 16550, polled: 115200 baud, 8 bits, no parity.

#include "devices/serial.h"

#include "cpu/cpu.h"

#define COM1          0x3F8
#define LINE_CONTROL  (COM1 + 3)
#define MODEM_CONTROL (COM1 + 4)
#define LINE_STATUS   (COM1 + 5)
#define EMPTY         0x20     // the transmitter takes a byte
#define PATIENCE      100000u  // a UART that is never ready stops nobody

void serial_init(void)
{
    out8(COM1 + 1, 0x00);      // no interrupts
    out8(LINE_CONTROL, 0x80);  // the divisor's turn
    out8(COM1 + 0, 1);
    out8(COM1 + 1, 0);
    out8(LINE_CONTROL, 0x03);
    out8(COM1 + 2, 0x07);  // FIFOs on and empty
    out8(MODEM_CONTROL, 0x03);
}

void serial_put(char c)
{
    for (uint32_t i = 0; i < PATIENCE && !(in8(LINE_STATUS) & EMPTY); i++)
        pause();
    out8(COM1, (uint8_t)c);
}
