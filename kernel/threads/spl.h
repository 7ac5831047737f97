// SPDX-License-Identifier: CC0-1.0
// Priority levels: a core that has raised its level gets no device's interrupt
// until it lowers it again; the clock still comes. spl writes the 8259's mask
// each time (two slow ports), spl-lazy only remembers, and writes the mask when an interrupt has
// really come. Only core 0 gets the 8259's interrupts, so only its level matters.
#ifndef THREADS_SPL_H
#define THREADS_SPL_H

#include <stdbool.h>
#include <stdint.h>

uint32_t spl_raise(void);  // returns what spl_restore wants
void spl_restore(uint32_t before);
bool spl_holds_back(uint32_t irq);  // spl-lazy, in the IRQ: it was not meant to come

// How often it was worth it.
struct spl_profile {
    uint32_t raised, held_back, mask_writes;
};
extern struct spl_profile spl_profile;

#endif
