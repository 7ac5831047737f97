// SPDX-License-Identifier: CC0-1.0
// Core 0 takes pages through slot 80h, core 1 appends to a file through slot 82h.
// They want nothing of each other; but the two slots lie side by side.

#include "devices/print.h"
#include "fs/store.h"
#include "handlers/handles.h"
#include "labs/labs.h"
#include "locks/retry.h"

#define ROUNDS 40u

void shared_line(uint32_t core)
{
    if (core > 1)
        return;
    for (uint32_t round = 0; round < ROUNDS; round++)
        if (core == 0)
            int_alloc();
        else
            int_append(FS_APPEND(1, 'x'));
    print("core %u: %u times through slot %x\n", core, ROUNDS, core == 0 ? PMM_ALLOC_INT : LOCK_FILESYSTEM);
}
