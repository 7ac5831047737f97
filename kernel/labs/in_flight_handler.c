// SPDX-License-Identifier: CC0-1.0
// Core 1 disables the keyboard in the article's way, by a busy handler in slot 33,
// and works with what the keyboard handler uses. Core 0 gets the interrupts. Is the
// handler really out of the way, or is it just running over there?

#include "devices/keyboard.h"
#include "devices/print.h"
#include "labs/labs.h"
#include "locks/section.h"
#include "traps/vectors.h"

#define ROUNDS 30u
#define WORK   20u

static volatile uint32_t finished, keys;

// Empties the ring: nothing may put a key into it meanwhile.
WATCHED static void kbd_disabled_work(void)
{
    uint8_t scancode;

    while (keyboard_take(&scancode))
        keys = keys + 1;
    for (uint32_t i = 0; i < WORK; i++)
        pause();
}

void in_flight_handler(uint32_t core)
{
    uint32_t flags;

    if (core == 0)
        while (!finished)
            pause();
    if (core != 1)
        return;
    for (uint32_t round = 0; round < ROUNDS; round++) {
        section_enter_patiently(VECTOR_KEYBOARD, &flags);
        kbd_disabled_work();
        section_leave(VECTOR_KEYBOARD, flags);
    }
    finished = 1;
}
