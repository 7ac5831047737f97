// SPDX-License-Identifier: CC0-1.0
// Sections that nest: core 0 takes pages, and the memory manager calls the file store
// because memory is short; core 1 lets a file grow, and the file store calls the memory
// manager for the page. Each thus holds a lock and wants another. What they do about it
// is in pmm/expansion.c, fs/grow.c and locks/nested.c.

#include "devices/print.h"
#include "fs/store.h"
#include "handlers/handles.h"
#include "labs/labs.h"
#include "locks/retry.h"
#include "locks/section.h"
#include "pmm/pmm.h"

#define ROUNDS 20u
#define FILE   1u

// So that need_expansion() is met from the first page on.
#define ALWAYS_SHORT ~0u

static int32_t take_a_page(void) { return int_alloc(); }
static int32_t let_the_file_grow(void) { return fs_grow(FILE); }

WATCHED static void got_it(int32_t answer) { __asm__ volatile("" : : "r"(answer)); }

void nested_cross(uint32_t core)
{
    int32_t (*const both_locks)(void) = core == 0 ? take_a_page : let_the_file_grow;
    int32_t answer;

    if (core > 1)
        return;
    pmm_low_water = ALWAYS_SHORT;
    for (uint32_t round = 0; round < ROUNDS; round++) {
        for (uint32_t tries = 0; (answer = both_locks()) == ANSWER_BUSY; tries = next_try(tries))
            lock_wait_answered(tries);
        got_it(answer);
    }
    if (core == 0)
        print("%u pages, with room for as many in the swap file: %u\n", ROUNDS, fs_size(FS_SWAP_FILE));
    else
        print("a file of %u pages\n", fs_pages(FILE));
}
