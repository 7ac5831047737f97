// SPDX-License-Identifier: CC0-1.0
// The critical section without an interrupt: into the lock, work, out of it.
// Whoever finds the slot taken runs what lies in it.

#include "locks/smp_safe.h"

#include "handlers/claim.h"
#include "locks/section.h"
#include "pmm/pmm.h"

// Asks the busy handler found in the slot, as the dispatcher would have done.
static int32_t ask(handler *busy)
{
    struct frame frame = {.eax = 0};
    busy(&frame);
    return (int32_t)frame.eax;
}

WATCHED int32_t smp_safe_alloc(void)
{
    uint32_t flags;
    handler *busy = section_enter(PMM_ALLOC_INT, &flags);

    if (busy)
        return ask(busy);
    const int32_t page = pmm_alloc_work();
    section_leave(PMM_ALLOC_INT, flags);
    return page;
}

WATCHED int32_t smp_safe_free(uint32_t page)
{
    uint32_t flags;
    handler *busy = section_enter(PMM_FREE_INT, &flags);

    if (busy)
        return ask(busy);
    const int32_t result = pmm_free_work(page);
    section_leave(PMM_FREE_INT, flags);
    return result;
}
