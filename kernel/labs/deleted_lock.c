// SPDX-License-Identifier: CC0-1.0
// Core 0 takes pages by the section of labs/inline_lock.c, as the compiler made it
// at the level that work= says. Core 1 asks through the interrupt meanwhile.

#include "boot/switches.h"
#include "devices/print.h"
#include "handlers/handles.h"
#include "labs/inline_lock.h"
#include "labs/labs.h"
#include "locks/retry.h"

#define ROUNDS 40u

static volatile uint32_t finished;

static void ask_meanwhile(void)
{
    uint32_t refused = 0, got = 0;

    while (!finished)
        if (int_alloc() == ANSWER_BUSY)
            refused++;
        else
            got++;
    print("core 1: %u busy answers, %u pages\n", refused, got);
}

void deleted_lock(uint32_t core)
{
    if (core == 1)
        ask_meanwhile();
    if (core != 0)
        return;
    for (uint32_t round = 0; round < ROUNDS; round++) {
        const int32_t page = switches.work == WORK_O0 ? inline_alloc_O0() : inline_alloc_O2();
        while (int_free((uint32_t)page) == ANSWER_BUSY)
            pause();
    }
    finished = 1;
}
