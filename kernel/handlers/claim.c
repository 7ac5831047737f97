// SPDX-License-Identifier: CC0-1.0
// Claim on dispatch, the repaired lock. The slot is still the lock; it is taken
// by one locked compare-and-exchange from the normal handler to the busy handler
// of this core, so the pointer also names the owner, and only the owner gives
// it back. A plain store cannot do that: two cores would both have stored.

#include "handlers/claim.h"

#include <stddef.h>

#include "boot/switches.h"
#include "devices/keyboard.h"
#include "fs/store.h"
#include "locks/section.h"
#include "pmm/handlers.h"
#include "traps/exceptions.h"

static volatile uint32_t tenures[VECTORS];  // written by the holder alone

// Allocating and freeing work on one bitmap and one count: one lock per datum. The
// published stores know nothing of that, their dispatcher looks at its own slot only.
uint32_t slot_of(uint32_t vector)
{
    const bool one = switches.alloc_locks == ALLOC_LOCKS_ONE && dispatcher_locks();

    return vector == PMM_FREE_INT && one ? PMM_ALLOC_INT : vector;
}

static handler *const *busy_row(uint32_t vector)
{
    switch (vector) {
    case PMM_ALLOC_INT: return pmm_alloc_row;
    case PMM_FREE_INT: return pmm_free_row;
    case LOCK_FILESYSTEM: return fs_row;
    case VECTOR_KEYBOARD: return switches.keyboard != KEYBOARD_PUBLISHED ? kbd_row : NULL;
    default: return NULL;
    }
}

handler *busy_shared(uint32_t vector)
{
    switch (vector) {
    case PMM_ALLOC_INT: return pmm_alloc_busy;
    case PMM_FREE_INT: return pmm_free_busy;
    case LOCK_FILESYSTEM: return fs_busy;
    case VECTOR_KEYBOARD: return kbd_busy;
    default: return NULL;
    }
}

bool is_lock(uint32_t vector) { return busy_row(vector) != NULL; }
handler *busy_of(uint32_t vector, uint32_t core) { return busy_row(vector)[core]; }
uint32_t tenures_of(uint32_t vector) { return tenures[slot_of(vector)]; }

static handler *slot_exchange(uint32_t slot, handler *expected, handler *wanted)
{
    return (handler *)compare_exchange((volatile uint32_t *)slot_at(slot), (uint32_t)expected,
                                       (uint32_t)wanted);
}

static handler *load(handler **where) { return *(handler *volatile *)where; }

static int32_t core_of(uint32_t slot, handler *busy)
{
    for (uint32_t core = 0; is_lock(slot) && core < MAX_CORES; core++)
        if (busy_of(slot, core) == busy)
            return (int32_t)core;
    return NOBODY;
}

int32_t owner_of(uint32_t vector)
{
    const uint32_t slot = slot_of(vector);
    return core_of(slot, load(slot_at(slot)));
}

WATCHED handler *claim(uint32_t vector)
{
    const uint32_t slot = slot_of(vector);

    for (;;) {
        handler *normal = load(&normal_of[slot]);
        handler *seen = slot_exchange(slot, normal, busy_of(slot, me()));
        if (seen == normal)
            return NULL;
        const int32_t owner = core_of(slot, seen);
        if (owner != NOBODY)
            return busy_of(vector, (uint32_t)owner);
        refresh(slot);  // one normal handler was exchanged for another
    }
}

// A free slot must hold the present normal handler, or no claim would ever succeed.
void refresh(uint32_t vector)
{
    handler *seen = load(slot_at(vector));
    handler *normal = load(&normal_of[vector]);

    if (seen != normal && seen != busy_shared(vector) && core_of(vector, seen) == NOBODY)
        slot_exchange(vector, seen, normal);
}

// The tenure is counted before the slot is free: whoever sees the next owner also
// sees the new number (stores are seen in order, SDM vol. 3, 9.2.2).
WATCHED void release_only(uint32_t vector)
{
    const uint32_t slot = slot_of(vector);
    handler *mine = busy_of(slot, me());

    // Under recovery=epoch a slow core may have lost it; it has changed nothing.
    if (switches.recovery == RECOVERY_EPOCH && load(slot_at(slot)) != mine)
        return;
    tenures[slot] = tenures[slot] + 1;
    if (vector == VECTOR_KEYBOARD && switches.keyboard == KEYBOARD_PLAIN)
        *(handler *volatile *)slot_at(slot) = normal_of[slot];
    else if (slot_exchange(slot, mine, load(&normal_of[slot])) != mine)
        stop_core_with("released a lock that was not its own", slot);
    refresh(slot);
}

void release(uint32_t vector)
{
    release_only(vector);
    if (vector == VECTOR_KEYBOARD)
        kbd_serve_pending();
}

bool take_over(uint32_t vector, uint32_t dead)
{
    const uint32_t slot = slot_of(vector);
    handler *its = busy_of(slot, dead);

    return slot_exchange(slot, its, busy_of(slot, me())) == its;
}
