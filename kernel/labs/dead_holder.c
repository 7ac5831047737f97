// SPDX-License-Identifier: CC0-1.0
// Core 0 is inside the lock over and over, and may be killed there. The others
// want a page each, several times, and say whether they got one.

#include "boot/cores.h"
#include "devices/print.h"
#include "handlers/handles.h"
#include "labs/labs.h"
#include "locks/retry.h"
#include "locks/smp_safe.h"
#include "pmm/pmm.h"

#define ROUNDS 3u

static volatile uint32_t holder_begins, survivors_done;

static void hold_over_and_over(void)
{
    holder_begins = 1;
    do {
        const int32_t page = smp_safe_alloc();
        while (page >= 0 && smp_safe_free((uint32_t)page) == ANSWER_BUSY)
            pause();
    } while (survivors_done + 1 < cores_up);
}

static void try_once(uint32_t core, uint32_t round)
{
    const int32_t page = retry_alloc();

    if (page < 0) {
        print("core %u round %u: no page, answer %d\n", core, round, page);
        return;
    }
    print("core %u round %u: got a page\n", core, round);
    retry_free((uint32_t)page);
}

void dead_holder(uint32_t core)
{
    if (core == 0) {
        hold_over_and_over();
        return;
    }
    while (!holder_begins)
        pause();
    for (uint32_t round = 0; round < ROUNDS; round++)
        try_once(core, round);
    if (fetch_add(&survivors_done, 1) + 2 == cores_up)
        print("free by the count %u, by the bitmap %u\n", pmm_read_count(), pmm_count_free());
}
