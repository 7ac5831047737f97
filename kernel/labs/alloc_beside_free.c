// SPDX-License-Identifier: CC0-1.0
// Core 0 takes pages, core 1 gives other pages back at the same time. They never
// touch the same page, and never the same vector; but both change the count.

#include "devices/print.h"
#include "handlers/handles.h"
#include "labs/barrier.h"
#include "labs/labs.h"
#include "locks/retry.h"
#include "pmm/pmm.h"

#define PAGES 40u

static uint32_t prepared[PAGES];

// From here on the two are at work at the same time.
WATCHED static void side_by_side(uint32_t core)
{
    for (uint32_t i = 0; i < PAGES; i++)
        for (uint32_t tries = 0; (core == 0 ? int_alloc() : int_free(prepared[i])) == ANSWER_BUSY; tries++)
            backoff_wait(tries);
}

void alloc_beside_free(uint32_t core)
{
    const uint32_t before = pmm_free_count;

    for (uint32_t i = 0; core == 0 && i < PAGES; i++)
        prepared[i] = (uint32_t)int_alloc();
    barrier_wait();
    if (core < 2)
        side_by_side(core);
    barrier_wait();
    if (core == 0)
        print("taken %u, given back %u: free by the count %u, by the bitmap %u, before %u\n", 2 * PAGES,
              PAGES, pmm_read_count(), pmm_count_free(), before);
}
