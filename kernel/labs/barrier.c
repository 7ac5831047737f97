// SPDX-License-Identifier: CC0-1.0
// All cores wait for the last. The last one opens the next round.

#include "labs/barrier.h"

#include "cpu/cpu.h"

static volatile uint32_t expected, arrived, rounds;

void barrier_set(uint32_t cores) { expected = cores; }
bool barrier_is_set(void) { return expected != 0; }

void barrier_wait(void)
{
    const uint32_t round = rounds;

    if (fetch_add(&arrived, 1) + 1 == expected) {
        arrived = 0;
        rounds = round + 1;
        return;
    }
    while (rounds == round)
        pause();
}
