// SPDX-License-Identifier: CC0-1.0
// All cores want into the section again and again, until there have been enough
// sections of all together; a core that gets in rarely has fewer of them. Each counts
// how long it had to wait in the worst case, in sections of others; a fair lock keeps
// that short.

#include "devices/print.h"
#include "handlers/handles.h"
#include "labs/labs.h"
#include "locks/section.h"
#include "pmm/pmm.h"

#define SECTIONS 2400u  // with four cores more than a million steps, whatever the lock

static volatile uint32_t sections;

void starvation(uint32_t core)
{
    uint32_t mine = 0, longest = 0, flags;

    for (uint32_t asked; (asked = sections) < SECTIONS; mine++) {
        section_enter_patiently(PMM_ALLOC_INT, &flags);
        const uint32_t passed = sections - asked;
        const int32_t page = pmm_alloc_work();
        pmm_free_work((uint32_t)page);
        sections = sections + 1;
        section_leave(PMM_ALLOC_INT, flags);
        if (longest < passed)
            longest = passed;
    }
    print("core %u: %u sections, and waited for %u of others at the most\n", core, mine, longest);
}
