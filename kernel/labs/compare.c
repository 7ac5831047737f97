// SPDX-License-Identifier: CC0-1.0
// The same work for every lock: all cores take a page and give it back, again and
// again, with the same back-off after a vain try; by a call, or through the interrupt.
// How long it takes and how much of it gets lost is for the observer to count.

#include "devices/print.h"
#include "handlers/handles.h"
#include "labs/barrier.h"
#include "labs/labs.h"
#include "locks/retry.h"
#include "locks/section.h"
#include "locks/smp_safe.h"
#include "pmm/pmm.h"

#define ROUNDS 30u

static void take_and_give_back(uint32_t core, int32_t (*get)(void), int32_t (*put)(uint32_t))
{
    const uint32_t before = pmm_free_count;

    barrier_wait();
    for (uint32_t round = 0; round < ROUNDS; round++) {
        int32_t page;
        for (uint32_t tries = 0; (page = get()) == ANSWER_BUSY; tries++)
            lock_wait_answered(tries);
        for (uint32_t tries = 0; put((uint32_t)page) == ANSWER_BUSY; tries++)
            lock_wait_answered(tries);
    }
    barrier_wait();
    if (core == 0)
        print("free before %u, now by the count %u, by the bitmap %u\n", before, pmm_read_count(),
              pmm_count_free());
}

void compare(uint32_t core) { take_and_give_back(core, smp_safe_alloc, smp_safe_free); }
void compare_int(uint32_t core) { take_and_give_back(core, int_alloc, int_free); }
