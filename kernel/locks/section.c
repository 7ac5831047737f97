// SPDX-License-Identifier: CC0-1.0
// One way in for all locks, so that they can be compared: the same work, the same
// back-off, only the lock differs. The published swap is a store before and a
// store after; swap-test looks first, but between the look and the store another
// core may look too.

#include "locks/section.h"

#include <stddef.h>

#include "boot/switches.h"
#include "handlers/claim.h"
#include "locks/mutex.h"
#include "locks/retry.h"
#include "locks/spin.h"

struct waiters section_waiters[VECTORS];

static handler *load(handler **where) { return *(handler *volatile *)where; }

bool dispatcher_locks(void) { return switches.lock != LOCK_SWAP && switches.lock != LOCK_SWAP_TEST; }

// One shared busy handler is enough for xchg: who finds it has changed nothing by
// putting it there again. With a busy handler for each core a failed xchg would
// overwrite the owner.
static handler *exchange_in(uint32_t vector)
{
    const uint32_t slot = slot_of(vector);
    const uint32_t busy = (uint32_t)busy_shared(slot);

    return exchange((volatile uint32_t *)slot_at(slot), busy) == busy ? busy_shared(vector) : NULL;
}

static handler *acquire(uint32_t vector)
{
    switch (switches.lock) {
    case LOCK_SWAP_TEST:
        if (load(slot_at(vector)) != normal_of[vector])
            return busy_shared(vector);
        __attribute__((fallthrough));
    case LOCK_SWAP: reg_handle(vector, busy_shared(vector)); return NULL;
    case LOCK_XCHG: return exchange_in(vector);
    case LOCK_CLAIM: return claim(vector);
    case LOCK_MUTEX: mutex_lock(slot_of(vector)); return NULL;
    default: spin_lock(slot_of(vector)); return NULL;
    }
}

static void give_back(uint32_t vector)
{
    const uint32_t slot = slot_of(vector);

    switch (switches.lock) {
    case LOCK_SWAP:
    case LOCK_SWAP_TEST: reg_handle(vector, normal_of[vector]); break;
    case LOCK_XCHG: exchange((volatile uint32_t *)slot_at(slot), (uint32_t)normal_of[slot]); break;
    case LOCK_CLAIM: release(vector); break;
    case LOCK_MUTEX: mutex_unlock(slot); break;
    default: spin_unlock(slot); break;
    }
}

// section-irqs=off: an interrupt on this core that wants the same lock would wait
// for the section that it interrupts.
WATCHED handler *section_enter(uint32_t vector, uint32_t *flags)
{
    *flags = flags_save_and_cli();
    handler *busy = acquire(vector);
    if (busy || switches.section_irqs == SECTION_IRQS_ON)
        flags_restore(*flags);
    return busy;
}

WATCHED void section_leave(uint32_t vector, uint32_t flags)
{
    give_back(vector);
    if (switches.irq == IRQ_THREAD) {
        interrupts_off();
        waiters_wake(&section_waiters[slot_of(vector)]);
    }
    flags_restore(flags);
}

WATCHED void lock_wait_answered(uint32_t tries) { backoff_wait(tries); }

void section_enter_patiently(uint32_t vector, uint32_t *flags)
{
    for (uint32_t tries = 0; section_enter(vector, flags); tries = next_try(tries))
        lock_wait_answered(tries);
}
