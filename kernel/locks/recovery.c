// SPDX-License-Identifier: CC0-1.0
// A lock whose holder died. Busy answers are counted for each core and lock. As
// published, after 1000 of them the slot gets the normal handler back, whoever
// else does the same and however alive the holder is. Repaired: first make sure
// that the suspect runs no more, then take the lock over by a compare-and-
// exchange that only one core can win, put the datum right, release.

#include "locks/recovery.h"

#include "boot/switches.h"
#include "devices/print.h"
#include "handlers/claim.h"
#include "ipi/stop.h"
#include "pmm/pmm.h"

#define PUBLISHED_THRESHOLD 1000u

volatile uint32_t recoveries;

static struct watch {
    uint32_t busy, tenures;
    int32_t owner;
} watches[MAX_CORES][VECTORS];

// Half of the tries for halt and epoch: the other half is left for the taking over and for
// the try that then succeeds, so one retry_alloc is enough to see it.
uint32_t recovery_threshold(void)
{
    if (switches.recovery == RECOVERY_PUBLISHED)
        return PUBLISHED_THRESHOLD;
    return switches.retries > 1 ? switches.retries / 2 : 1;
}

void recovery_forget(uint32_t vector) { watches[me()][slot_of(vector)].busy = 0; }

// A lock that has changed hands since the last answer, or that the same core has
// released and claimed again, is not stuck, only popular. Under lock=swap nothing
// says who is inside, so recovery=halt has no suspect there and does nothing.
void recovery_note_refusal(uint32_t vector)
{
    const uint32_t slot = slot_of(vector);
    const int32_t owner = owner_of(slot);  // read before the tenures: see release_only
    const uint32_t tenures = tenures_of(slot);
    struct watch *watch = &watches[me()][slot];

    if (watch->owner != owner || watch->tenures != tenures)
        *watch = (struct watch){0, tenures, owner};
    if (switches.recovery == RECOVERY_NONE || ++watch->busy < recovery_threshold())
        return;
    watch->busy = 0;
    if (switches.recovery == RECOVERY_PUBLISHED || owner != NOBODY)
        recover_lock(slot, owner);
}

// Scripts and checkers stop here: a core has recovered the lock of a dead one.
WATCHED void recovery_done(uint32_t vector, int32_t dead)
{
    fetch_add(&recoveries, 1);
    if (dead == NOBODY)
        print("core %u: lock %x recovered\n", me(), vector);
    else
        print("core %u: lock %x recovered from core %u\n", me(), vector, (uint32_t)dead);
}

static void recover_as_published(uint32_t vector, int32_t suspect)
{
    *slot_at(vector) = normal_of[vector];
    recovery_done(vector, suspect);
}

static void recover_by_halt(uint32_t vector, uint32_t suspect)
{
    if (!stop_core(suspect))
        return;  // it may still run: hands off
    if (!take_over(vector, suspect))
        return;  // another survivor was first
    pmm_undo();
    release(vector);  // before the slow console: who holds long is suspected
    recovery_done(vector, (int32_t)suspect);
}

// Nobody is stopped. Whatever the suspect has prepared is void from here on, and if
// it is alive it finds out at its own commit.
static void recover_by_epoch(uint32_t vector, uint32_t suspect)
{
    if (!take_over(vector, suspect))
        return;  // another survivor was first
    epoch_advance();
    release(vector);
    recovery_done(vector, (int32_t)suspect);
}

// A core has decided that `suspect` is dead. There may be several such cores.
WATCHED void recover_lock(uint32_t vector, int32_t suspect)
{
    if (switches.recovery == RECOVERY_PUBLISHED)
        recover_as_published(vector, suspect);
    else if (switches.recovery == RECOVERY_EPOCH)
        recover_by_epoch(vector, (uint32_t)suspect);
    else
        recover_by_halt(vector, (uint32_t)suspect);
}
