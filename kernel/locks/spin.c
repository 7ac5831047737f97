// SPDX-License-Identifier: CC0-1.0
// The spinlocks that the handlers are compared with. `tas` writes at every try,
// `ttas` writes only when a look has found the lock free, `ticket` lets the cores
// in in the order in which they came. All wait by the same back-off.

#include "locks/spin.h"

#include "boot/switches.h"
#include "cpu/cpu.h"
#include "locks/retry.h"
#include "traps/vectors.h"

static struct spin {
    volatile uint32_t taken;          // tas, ttas
    volatile uint32_t next, serving;  // ticket
} spins[VECTORS] __attribute__((aligned(64)));  // where a cache line begins

// Scripts and checkers see by this call that a core has found the lock taken.
WATCHED static void lock_wait_spinning(uint32_t tries)
{
    pause();
    backoff_wait(tries);
}

static bool try_lock(struct spin *lock)
{
    if (switches.lock == LOCK_TTAS && lock->taken)
        return false;
    return exchange(&lock->taken, 1) == 0;
}

void spin_lock(uint32_t slot)
{
    struct spin *lock = &spins[slot];

    if (switches.lock == LOCK_TICKET) {
        const uint32_t ticket = fetch_add(&lock->next, 1);
        for (uint32_t tries = 0; lock->serving != ticket; tries = next_try(tries))
            lock_wait_spinning(tries);
        return;
    }
    for (uint32_t tries = 0; !try_lock(lock); tries = next_try(tries))
        lock_wait_spinning(tries);
}

// A store is enough: only the holder comes here, and stores are not seen before
// earlier loads and stores (SDM vol. 3, 9.2.2).
void spin_unlock(uint32_t slot)
{
    struct spin *lock = &spins[slot];

    __asm__ volatile("" : : : "memory");
    if (switches.lock == LOCK_TICKET)
        lock->serving = lock->serving + 1;
    else
        lock->taken = 0;
}
