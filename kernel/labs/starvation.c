// SPDX-License-Identifier: CC0-1.0
// All cores want into the section again and again. Each counts how long it had to
// wait in the worst case, in sections of others; a fair lock keeps that short.

#include "devices/print.h"
#include "handlers/handles.h"
#include "labs/labs.h"
#include "locks/section.h"
#include "pmm/pmm.h"

#define ROUNDS 60u

static volatile uint32_t sections;

void starvation(uint32_t core)
{
    uint32_t longest = 0, flags;

    for (uint32_t round = 0; round < ROUNDS; round++) {
        const uint32_t asked = sections;
        section_enter_patiently(PMM_ALLOC_INT, &flags);
        const uint32_t passed = sections - asked;
        const int32_t page = pmm_alloc_work();
        pmm_free_work((uint32_t)page);
        sections = sections + 1;
        section_leave(PMM_ALLOC_INT, flags);
        if (longest < passed)
            longest = passed;
    }
    print("core %u: waited for %u sections of others at the most\n", core, longest);
}
