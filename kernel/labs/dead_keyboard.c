// SPDX-License-Identifier: CC0-1.0
// Core 1 has something to do during which no key may be handled, so it disables
// the keyboard's handler and enables it again, several times. Core 0 takes the
// IRQs, busy or not, and waits for the end. (With one core it does both.)

#include "boot/cores.h"
#include "boot/switches.h"
#include "devices/keyboard.h"
#include "handlers/claim.h"
#include "labs/labs.h"

#define ROUNDS 4u
#define WORK   1000u
#define QUIET  2000u  // longer than any IRQ waits for its turn

static volatile uint32_t finished;

static void keyboard_disable(void)
{
    if (switches.keyboard == KEYBOARD_PUBLISHED)
        reg_handle(VECTOR_KEYBOARD, kbd_busy);
    else
        while (claim(VECTOR_KEYBOARD))
            pause();
}

static WATCHED void keyboard_enable(void)
{
    if (switches.keyboard == KEYBOARD_PUBLISHED)
        reg_handle(VECTOR_KEYBOARD, kbd_normal);
    else
        release(VECTOR_KEYBOARD);
}

static void work(uint32_t pauses)
{
    for (uint32_t i = 0; i < pauses; i++)
        pause();
}

static WATCHED void keyboard_section(void) { work(WORK); }

static void disable_over_and_over(uint32_t rounds)
{
    for (uint32_t round = 0; round < rounds; round++) {
        keyboard_disable();
        keyboard_section();
        keyboard_enable();
        work(WORK);
    }
    finished = 1;
}

static void disable_on_the_last_core(uint32_t core, uint32_t rounds)
{
    if (core == (cores_up > 1 ? 1u : 0u))
        disable_over_and_over(rounds);
    while (!finished)
        pause();
    work(QUIET);
}

void dead_keyboard(uint32_t core) { disable_on_the_last_core(core, ROUNDS); }

// Once: no later release finds a note that this one has missed.
void late_note(uint32_t core) { disable_on_the_last_core(core, 1); }
