// SPDX-License-Identifier: CC0-1.0
// Two cores take 50 pages each and keep them. If one is stopped between finding
// a page and taking it while the other does both, they get the same page; the
// lock is there to prevent that.

#include "boot/cores.h"
#include "devices/print.h"
#include "handlers/handles.h"
#include "labs/labs.h"
#include "locks/retry.h"
#include "locks/smp_safe.h"

#define TWINS 2u
#define PAGES 50u

static uint32_t kept[TWINS][PAGES];
static volatile uint32_t finished;

static uint32_t pages_in_both(void)
{
    uint32_t count = 0;

    for (uint32_t a = 0; a < PAGES; a++)
        for (uint32_t b = 0; b < PAGES; b++)
            count += kept[0][a] == kept[1][b];
    return count;
}

void twin_swap(uint32_t core)
{
    if (core >= TWINS)
        return;
    for (uint32_t i = 0; i < PAGES; i++) {
        int32_t page;
        for (uint32_t tries = 0; (page = smp_safe_alloc()) == ANSWER_BUSY; tries++)
            backoff_wait(tries);
        kept[core][i] = (uint32_t)page;
    }
    print("core %u: %u pages\n", core, PAGES);
    if (fetch_add(&finished, 1) + 1 == TWINS)
        print("pages handed out twice: %u\n", pages_in_both());
}
