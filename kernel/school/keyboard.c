// SPDX-License-Identifier: CC0-1.0
// The IRQ reads the byte and leaves the rest to a task. As published (scancode=)
// there is room for one byte: a second IRQ before the task runs overwrites it,
// and then two tasks handle the second byte. Repaired: a ring, and each task
// takes the next one.

#include "boot/switches.h"
#include "cpu/cpu.h"
#include "school/school.h"

#define DATA        0x60
#define STATUS      0x64
#define OUTPUT_FULL 0x01
#define RING        32u

volatile uint32_t school_keys, school_last_key;
static volatile uint8_t slot, ring[RING];
static volatile uint32_t put, taken;

WATCHED void school_key(uint32_t scancode)
{
    school_last_key = scancode;
    school_keys = school_keys + 1;
}

static void handle_key(void)
{
    if (switches.scancode == SCHOOL_PUBLISHED) {
        school_key(slot);
        return;
    }
    const uint8_t scancode = ring[taken % RING];
    taken = taken + 1;
    school_key(scancode);
}

void school_keyboard_came(void)
{
    if (!(in8(STATUS) & OUTPUT_FULL))
        return;
    const uint8_t scancode = in8(DATA);
    if (switches.scancode == SCHOOL_REPAIRED && put - taken == RING)
        return;
    slot = scancode;
    ring[put % RING] = scancode;
    put = put + 1;
    schedule_task(handle_key);
}
