// SPDX-License-Identifier: CC0-1.0
// The console's own lock is a plain flag with bounded patience: a core that died
// while printing must not keep the others from saying so.

#include "devices/console.h"

#include "cpu/cpu.h"
#include "devices/serial.h"
#include "devices/vga.h"

#define PATIENCE 1000000u

static volatile uint32_t writing;

void console_init(void)
{
    serial_init();
    vga_init();
}

void console_write(const char *text)
{
    const uint32_t flags = flags_save_and_cli();

    for (uint32_t i = 0; i < PATIENCE && exchange(&writing, 1); i++)
        pause();
    for (; *text; text++) {
        if (*text == '\n')
            serial_put('\r');
        serial_put(*text);
        vga_put(*text);
    }
    exchange(&writing, 0);
    flags_restore(flags);
}

void debug_write(const char *text)
{
    while (*text)
        out8(0xE9, (uint8_t)*text++);
}
