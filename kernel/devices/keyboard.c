// SPDX-License-Identifier: CC0-1.0
// The 8042 and its keyboard, scan code set 1. The controller holds one byte, and
// raises IRQ 1 again only after that has been read.

#include "devices/keyboard.h"

#define DATA        0x60
#define STATUS      0x64
#define COMMAND     0x64
#define OUTPUT_FULL 0x01
#define INPUT_FULL  0x02
#define WRITE_MODE  0x60
#define MODE        0x45  // IRQ 1, self-test passed, translate to set 1
#define PATIENCE    1000u
#define RING        64u

static volatile uint8_t ring[RING];
static volatile uint32_t put, taken;  // one core puts at a time, one takes

static void write(uint16_t port, uint8_t byte)
{
    for (uint32_t i = 0; i < PATIENCE && (in8(STATUS) & INPUT_FULL); i++)
        pause();
    out8(port, byte);
}

void keyboard_init(void)
{
    for (uint32_t i = 0; i < 16 && (in8(STATUS) & OUTPUT_FULL); i++)
        in8(DATA);
    write(COMMAND, WRITE_MODE);
    write(DATA, MODE);
}

void keyboard_send(uint8_t byte) { write(DATA, byte); }

// Scripts and checkers stop here: this byte has been handled.
WATCHED void keyboard_store(uint32_t scancode)
{
    if (put - taken < RING) {
        ring[put % RING] = (uint8_t)scancode;
        put = put + 1;
    }
}

void keyboard_read(void)
{
    if (!(in8(STATUS) & OUTPUT_FULL))
        return;
    const uint8_t scancode = in8(DATA);
    keyboard_store(scancode);
}

bool keyboard_take(uint8_t *scancode)
{
    if (taken == put)
        return false;
    *scancode = ring[taken % RING];
    taken = taken + 1;
    return true;
}

// Set 1, 02h to 39h, without shift.
char keyboard_character(uint8_t scancode)
{
    static const char characters[] = "1234567890-=\b\tqwertyuiop[]\n\0asdfghjkl;'`\0\\zxcvbnm,./\0*\0 ";

    return scancode >= 0x02 && scancode <= 0x39 ? characters[scancode - 0x02] : '\0';
}
