// SPDX-License-Identifier: CC0-1.0
// What lies in handles[33]. As published the busy handler ends the IRQ and does
// no more: the byte stays in the controller, which then is silent for ever.
// Repaired, it notes that something came, and whoever has the slot next, it
// itself or the core that just releases, reads the byte.

#include "devices/keyboard.h"

#include <stddef.h>

#include "boot/switches.h"
#include "devices/pic.h"
#include "handlers/claim.h"
#include "handlers/each_core.h"

volatile uint32_t kbd_pending;

WATCHED void kbd_normal(struct frame *frame)
{
    (void)frame;
    keyboard_read();
}

WATCHED void kbd_busy(struct frame *frame)
{
    (void)frame;
    pic_end_master();
}

// The note is written before the claim, and the holder releases before it looks
// at the note, all by locked operations: one of the two sees the other. The note
// is taken only by a core that has the slot. (keyboard=plain releases by a store.
// That is enough for a lock, but a store may be overtaken by the look behind it,
// SDM vol. 3, 9.2.2, and then neither sees the other.)
void kbd_serve_pending(void)
{
    while (kbd_pending && claim(VECTOR_KEYBOARD) == NULL) {
        if (exchange(&kbd_pending, 0))
            keyboard_read();
        release_only(VECTOR_KEYBOARD);
    }
}

static inline void kbd_held_by(struct frame *frame, uint32_t owner)
{
    (void)frame;
    (void)owner;
    if (switches.keyboard == KEYBOARD_PLAIN)
        kbd_pending = 1;
    else
        exchange(&kbd_pending, 1);
    kbd_serve_pending();
}

BUSY_HANDLERS(kbd)
