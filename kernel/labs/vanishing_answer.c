// SPDX-License-Identifier: CC0-1.0
// Core 0 asks for a page through the interrupt: while the slot is busy, because
// it is inside itself, and when it is free. What comes back in EAX?

#include "devices/print.h"
#include "handlers/handles.h"
#include "labs/labs.h"
#include "locks/retry.h"
#include "locks/section.h"

#define ROUNDS 3u

void vanishing_answer(uint32_t core)
{
    uint32_t flags;

    if (core != 0)
        return;
    for (uint32_t round = 0; round < ROUNDS; round++) {
        section_enter_patiently(PMM_ALLOC_INT, &flags);
        const int32_t refused = int_alloc();
        section_leave(PMM_ALLOC_INT, flags);
        const int32_t page = int_alloc();
        print("eax was 0 before int 80h; while the slot is busy it is %d, while it is free %x\n", refused,
              (uint32_t)page);
    }
}
