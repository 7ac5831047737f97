// SPDX-License-Identifier: CC0-1.0
#include "threads/spl.h"

#include "boot/switches.h"
#include "cpu/cpu.h"
#include "devices/pic.h"
#include "threads/interrupts.h"
#include "traps/vectors.h"

#define ALL_DEVICES ((uint16_t) ~(1u << 0 | 1u << 2))  // not the clock, not the cascade

struct spl_profile spl_profile;
static volatile uint32_t raised;    // of core 0
static volatile uint16_t deferred;  // spl-lazy: came while it was raised

static void write_mask(bool block, uint16_t lines)
{
    pic_block(lines, block);
    spl_profile.mask_writes++;
}

uint32_t spl_raise(void)
{
    const uint32_t before = raised;

    if (me() != 0 || before)
        return before;
    const uint32_t flags = flags_save_and_cli();
    spl_profile.raised++;
    if (switches.irq == IRQ_SPL)
        write_mask(true, ALL_DEVICES);
    raised = 1;
    flags_restore(flags);
    return before;
}

static void serve_deferred(void)
{
    while (deferred) {
        const uint32_t irq = (uint32_t)__builtin_ctz(deferred);
        struct frame frame = {.vector = VECTOR_PIC + irq};
        deferred = (uint16_t)(deferred & ~(1u << irq));
        irq_entered();
        irq_call(frame.vector, &frame);
        irq_left();
        write_mask(false, (uint16_t)(1u << irq));
    }
}

// Nothing comes between the look at what waits and the end of the level.
void spl_restore(uint32_t before)
{
    if (me() != 0 || before)
        return;
    const uint32_t flags = flags_save_and_cli();
    raised = 0;
    if (switches.irq == IRQ_SPL) {
        spl_profile.held_back += pic_held_back() != 0;
        write_mask(false, ALL_DEVICES);
    } else {
        serve_deferred();
    }
    flags_restore(flags);
}

bool spl_holds_back(uint32_t irq)
{
    if (!raised || !(ALL_DEVICES >> irq & 1))
        return false;
    deferred = (uint16_t)(deferred | 1u << irq);
    spl_profile.held_back++;
    write_mask(true, (uint16_t)(1u << irq));
    pic_end(irq);
    return true;
}
