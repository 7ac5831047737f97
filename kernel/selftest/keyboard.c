// SPDX-License-Identifier: CC0-1.0
// Nobody presses a key here, so the keyboard is made to talk: it answers the
// command EDh (set LEDs) with FAh, and IRQ 1 comes as for a key.

#include "devices/keyboard.h"

#include "boot/switches.h"
#include "handlers/claim.h"
#include "selftest/selftest.h"

#define SET_LEDS 0xEDu
#define ACK      0xFAu
#define STATUS   0x64
#define A_MOMENT 10000u

static uint32_t next_byte(void)
{
    uint8_t byte = 0;
    bool there = false;

    WAIT_UNTIL((there = keyboard_take(&byte)));
    return there ? byte : 0;
}

static bool nothing_read(void)
{
    uint8_t byte;
    return !keyboard_take(&byte);
}

static void wait_a_moment(void)
{
    for (uint32_t i = 0; i < A_MOMENT; i++)
        pause();
}

static void while_free(void)
{
    keyboard_send(SET_LEDS);
    found(next_byte() == ACK, "keyboard: set leds is acknowledged through irq 1");
    keyboard_send(0);
    found(next_byte() == ACK, "keyboard: its argument is acknowledged too");
}

static void while_held(void)
{
    claim(VECTOR_KEYBOARD);
    keyboard_send(SET_LEDS);
    WAIT_UNTIL(kbd_pending);
    found(kbd_pending == 1 && nothing_read(), "kbd_busy repaired: pending %u, nothing read", kbd_pending);
    release(VECTOR_KEYBOARD);
    found(kbd_pending == 0 && next_byte() == ACK, "kbd_busy repaired: the releaser reads the byte");
    keyboard_send(0);
    found(next_byte() == ACK, "kbd_busy repaired: the next irq 1 comes");
}

static void as_published(void)
{
    const uint32_t before = switches.keyboard;

    switches.keyboard = KEYBOARD_PUBLISHED;
    reg_handle(VECTOR_KEYBOARD, kbd_busy);
    keyboard_send(SET_LEDS);
    WAIT_UNTIL(in8(STATUS) & 1);
    wait_a_moment();
    reg_handle(VECTOR_KEYBOARD, kbd_normal);
    wait_a_moment();
    found((in8(STATUS) & 1) && nothing_read(), "kbd_busy published: the byte stays in the controller");
    keyboard_read();  // what no interrupt does any more
    found(next_byte() == ACK, "kbd_busy published: reading by hand sets it free");
    switches.keyboard = before;
    keyboard_send(0);
    found(next_byte() == ACK, "keyboard: works again");
}

void test_keyboard(void)
{
    while_free();
    while_held();
    as_published();
}
