// SPDX-License-Identifier: CC0-1.0
// The console's own lock is a plain flag with bounded patience: a core that died
// while printing must not keep the others from saying so.

#include "devices/console.h"

#include "cpu/cpu.h"
#include "devices/serial.h"
#include "devices/vga.h"

#define PATIENCE   1000000u
#define DEBUG_PORT 0xE9

static volatile uint32_t writing;

void console_init(void)
{
    serial_init();
    vga_init();
}

static uint32_t lock(void)
{
    const uint32_t flags = flags_save_and_cli();

    for (uint32_t i = 0; i < PATIENCE && exchange(&writing, 1); i++)
        pause();
    return flags;
}

static void unlock(uint32_t flags)
{
    exchange(&writing, 0);
    flags_restore(flags);
}

void console_write(const char *text)
{
    const uint32_t flags = lock();

    for (; *text; text++) {
        if (*text == '\n')
            serial_put('\r');
        serial_put(*text);
        vga_put(*text);
    }
    unlock(flags);
}

void debug_write(const char *text)
{
    const uint32_t flags = lock();

    while (*text)
        out8(DEBUG_PORT, (uint8_t)*text++);
    unlock(flags);
}
