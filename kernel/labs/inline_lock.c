// SPDX-License-Identifier: CC0-1.0
// This file is compiled twice, with LEVEL O0 at -O0 and with LEVEL O2 at -O2. It is
// the published section as one would write it in one function: store the busy
// handler, work, store the normal handler. Nothing in between reads the slot, so to
// the compiler the first store is useless: the second one overwrites it.

#include "labs/inline_lock.h"

#include "boot/switches.h"
#include "handlers/handles.h"
#include "locks/section.h"
#include "pmm/handlers.h"
#include "pmm/pmm.h"

#define JOINED(name, level)   name##level
#define EXPANDED(name, level) JOINED(name, level)
#define AT_LEVEL(name)        EXPANDED(name, LEVEL)

static inline int32_t take_a_page(void)
{
    for (uint32_t word = 0; word < pmm_words; word++) {
        if (!pmm_bitmap[word])
            continue;
        const uint32_t bit = (uint32_t)__builtin_ctz(pmm_bitmap[word]);
        pmm_bitmap[word] &= ~(1u << bit);
        pmm_free_count = pmm_free_count - 1;
        return (int32_t)((word * 32 + bit) * PAGE_SIZE);
    }
    return ANSWER_FAILED;
}

static inline int32_t as_published(void)
{
    handles[PMM_ALLOC_INT] = pmm_alloc_busy;
    const int32_t page = take_a_page();
    handles[PMM_ALLOC_INT] = pmm_alloc_normal;
    return page;
}

WATCHED int32_t AT_LEVEL(inline_alloc_)(void)
{
    uint32_t flags;

    if (switches.lock == LOCK_SWAP)
        return as_published();
    section_enter_patiently(PMM_ALLOC_INT, &flags);
    const int32_t page = take_a_page();
    section_leave(PMM_ALLOC_INT, flags);
    return page;
}
