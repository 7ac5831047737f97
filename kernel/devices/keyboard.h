// SPDX-License-Identifier: CC0-1.0
#ifndef DEVICES_KEYBOARD_H
#define DEVICES_KEYBOARD_H

#include <stdbool.h>

#include "cpu/cpu.h"
#include "traps/frame.h"

void keyboard_init(void);
void keyboard_send(uint8_t byte);           // to the keyboard itself
void keyboard_read(void);                   // the controller's byte into the ring
void keyboard_store(uint32_t scancode);     // one byte into the ring
bool keyboard_take(uint8_t *scancode);      // out of the ring
char keyboard_character(uint8_t scancode);  // or 0

handler kbd_normal, kbd_busy;  // vector 33, and as published while disabled
extern handler *const kbd_row[MAX_CORES];
void kbd_serve_pending(void);

extern volatile uint32_t kbd_pending;

#endif
