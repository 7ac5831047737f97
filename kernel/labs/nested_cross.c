// SPDX-License-Identifier: CC0-1.0
// Sections that nest: core 0 takes a page, and the memory manager has to note that
// in a file; core 1 appends to a file, and the file store needs a page for it. Under
// order=opposite each therefore takes its own lock first and then wants the other's.

#include "boot/switches.h"
#include "devices/print.h"
#include "fs/store.h"
#include "handlers/handles.h"
#include "labs/labs.h"
#include "locks/retry.h"
#include "locks/section.h"
#include "pmm/pmm.h"

#define ROUNDS 20u

WATCHED static void holds_the_first(uint32_t vector) { __asm__ volatile("" : : "r"(vector)); }

// What needs both locks.
WATCHED static void page_and_note(uint32_t core)
{
    const int32_t page = pmm_alloc_work();

    fs_append_work(FS_APPEND(core, 'a' + core));
    pmm_free_work((uint32_t)page);
}

// on-busy=release gives back what it has and begins anew; on-busy=hold keeps it. A
// lock that waits by itself cannot be asked: it holds.
static bool try_nested(uint32_t core, uint32_t outer, uint32_t inner)
{
    uint32_t outer_flags, inner_flags;

    section_enter_patiently(outer, &outer_flags);
    holds_the_first(outer);
    for (uint32_t tries = 0; section_enter(inner, &inner_flags); tries = next_try(tries)) {
        if (switches.on_busy == ON_BUSY_RELEASE) {
            section_leave(outer, outer_flags);
            return false;
        }
        lock_wait_answered(tries);
    }
    page_and_note(core);
    section_leave(inner, inner_flags);
    section_leave(outer, outer_flags);
    return true;
}

void nested_cross(uint32_t core)
{
    const bool opposite = switches.order == ORDER_OPPOSITE && core == 1;
    const uint32_t outer = opposite ? LOCK_FILESYSTEM : PMM_ALLOC_INT;
    const uint32_t inner = opposite ? PMM_ALLOC_INT : LOCK_FILESYSTEM;

    if (core > 1)
        return;
    for (uint32_t round = 0; round < ROUNDS; round++)
        for (uint32_t tries = 0; !try_nested(core, outer, inner); tries = next_try(tries))
            lock_wait_answered(tries);
    print("core %u: %u notes in its file\n", core, fs_size(core));
}
