// SPDX-License-Identifier: CC0-1.0
// The critical section without an interrupt. As published: put the busy handler
// into the slot, work, put the normal one back; the store excludes whoever comes
// through `int` later, but not a second core that stores the same. Repaired: the
// dispatcher's claim; whoever finds the slot taken runs what lies in it.

#include "locks/smp_safe.h"

#include <stddef.h>

#include "boot/switches.h"
#include "handlers/claim.h"
#include "pmm/handlers.h"
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
    int32_t page;

    if (switches.lock == LOCK_SWAP) {
        reg_handle(PMM_ALLOC_INT, pmm_alloc_busy);
        page = pmm_alloc_work();
        reg_handle(PMM_ALLOC_INT, pmm_alloc_normal);
        return page;
    }
    handler *busy = claim(PMM_ALLOC_INT);
    if (busy)
        return ask(busy);
    page = pmm_alloc_work();
    release(PMM_ALLOC_INT);
    return page;
}

WATCHED int32_t smp_safe_free(uint32_t page)
{
    int32_t result;

    if (switches.lock == LOCK_SWAP) {
        reg_handle(PMM_FREE_INT, pmm_free_busy);
        result = pmm_free_work(page);
        reg_handle(PMM_FREE_INT, pmm_free_normal);
        return result;
    }
    handler *busy = claim(PMM_FREE_INT);
    if (busy)
        return ask(busy);
    result = pmm_free_work(page);
    release(PMM_FREE_INT);
    return result;
}
