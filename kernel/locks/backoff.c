// SPDX-License-Identifier: CC0-1.0
// How long to wait between two tries. The published 1 << tries is undefined in C
// from 31 on; on x86 the count is taken modulo 32 (SDM vol. 2, SAL/SHL), so the
// wait grows to minutes and then starts again at 1. Capped at 64 pauses a
// thousand tries take less than 200 000 instructions.

#include "boot/switches.h"
#include "cpu/cpu.h"
#include "locks/retry.h"

#define CAP 6u

// Two cores that always wait equally long may disturb each other for ever, so
// each has numbers of its own (a linear congruential generator; its low bits are
// poor).
static uint32_t chance(void)
{
    static uint32_t states[MAX_CORES];
    uint32_t *state = &states[me()];

    *state = *state * 1664525 + 1013904223 + me();
    return *state >> 16;
}

uint32_t backoff_pauses(uint32_t tries)
{
    switch (switches.backoff) {
    case BACKOFF_NONE: return 0;
    case BACKOFF_PUBLISHED: return 1u << (tries & 31);
    case BACKOFF_JITTER: return 1 + chance() % (1u << (tries < CAP ? tries : CAP));
    default: return 1u << (tries < CAP ? tries : CAP);
    }
}

// Once the wait grows no more the number of tries does not either: who tries in
// vain again is then just where it was before.
uint32_t next_try(uint32_t tries)
{
    return switches.backoff == BACKOFF_PUBLISHED || tries < CAP ? tries + 1 : tries;
}

WATCHED void backoff_wait(uint32_t tries)
{
    for (uint32_t left = backoff_pauses(tries); left > 0; left--)
        pause();
}
