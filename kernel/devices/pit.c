// SPDX-License-Identifier: CC0-1.0
// The 8254: channel 0 ticks (mode 2), channel 2 measures a time (mode 0, its
// output read back through port 61h).

#include "devices/pit.h"

#include "cpu/cpu.h"

#define CHANNEL_0   0x40
#define CHANNEL_2   0x42
#define CONTROL     0x43
#define SYSTEM      0x61
#define GATE_2      0x01
#define SPEAKER     0x02
#define OUT_2       0x20
#define COUNT_10_MS 11932u

volatile uint32_t ticks;

void timer_normal(struct frame *frame)
{
    (void)frame;
    ticks = ticks + 1;
}

void pit_start(uint16_t divisor)
{
    out8(CONTROL, 0x34);
    out8(CHANNEL_0, (uint8_t)divisor);
    out8(CHANNEL_0, (uint8_t)(divisor >> 8));
}

void pit_wait_10_ms(void)
{
    out8(SYSTEM, (uint8_t)((in8(SYSTEM) & ~SPEAKER) | GATE_2));
    out8(CONTROL, 0xB0);
    out8(CHANNEL_2, (uint8_t)COUNT_10_MS);
    out8(CHANNEL_2, (uint8_t)(COUNT_10_MS >> 8));
    while (!(in8(SYSTEM) & OUT_2))
        pause();
}
