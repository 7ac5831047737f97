// SPDX-License-Identifier: CC0-1.0
// Two or three cores take pages and keep them. If one is stopped between finding
// a page and taking it while another does both, they get the same page; the lock
// is there to prevent that. Four labs, and the same work: by a call, through the
// interrupt, by both, and with a third core that comes when the first has gone.

#include "boot/cores.h"
#include "devices/print.h"
#include "handlers/handles.h"
#include "labs/labs.h"
#include "locks/retry.h"
#include "locks/smp_safe.h"

#define TAKERS 3u
#define PAGES  50u

static uint32_t kept[TAKERS * PAGES];
static volatile uint32_t finished;

static uint32_t pages_kept_twice(uint32_t count)
{
    uint32_t twice = 0;

    for (uint32_t a = 0; a < count; a++)
        for (uint32_t b = 0; b < a; b++)
            twice += kept[a] == kept[b];
    return twice;
}

static void take(uint32_t core, uint32_t takers, uint32_t pages, int32_t (*get)(void))
{
    if (core >= takers)
        return;
    for (uint32_t i = 0; i < pages; i++) {
        int32_t page;
        for (uint32_t tries = 0; (page = get()) == ANSWER_BUSY; tries++)
            backoff_wait(tries);
        kept[core * pages + i] = (uint32_t)page;
    }
    print("core %u: %u pages\n", core, pages);
    if (fetch_add(&finished, 1) + 1 == takers)
        print("pages handed out twice: %u\n", pages_kept_twice(takers * pages));
}

void twin_swap(uint32_t core) { take(core, 2, PAGES, smp_safe_alloc); }
void unguarded_int(uint32_t core) { take(core, 2, PAGES, int_alloc); }
// The first swaps, the second asks: whether it hears of the swap is the question.
void store_buffer(uint32_t core) { take(core, 2, PAGES, core == 0 ? smp_safe_alloc : int_alloc); }
void early_unlock(uint32_t core) { take(core, TAKERS, PAGES / 2, smp_safe_alloc); }
