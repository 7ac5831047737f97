// SPDX-License-Identifier: CC0-1.0
// recovery=epoch: the whole state of the memory manager in one word of 64 bits, the
// head of a list of free pages, their number, and an epoch that every change counts
// up. A section reads it, prepares what it wants, and commits by one compare-and-
// exchange. A core that dies before that has changed nothing; one that was merely
// slow, and was recovered from meanwhile, fails at the commit and has changed
// nothing either. So nobody need be stopped and nothing need be undone.
//
// With such a commit the lock no longer protects the data, it only saves vain work.

#include "boot/switches.h"
#include "cpu/cpu.h"
#include "handlers/handles.h"
#include "pmm/pmm.h"

#define NONE   0u        // page 0 is never handed out
#define LISTED 0x10000u  // pages below 256 MB fit into 16 bits

// From the lowest bit: first free page 16, number of free pages 16, epoch 32.
static volatile uint64_t state;
static uint16_t next_free[LISTED];  // written by the one core that has the page

static uint64_t packed(uint32_t first, uint32_t count, uint64_t epoch)
{
    return first | count << 16 | epoch << 32;
}

// SDM vol. 2, CMPXCHG8B. With nothing to exchange it is a read in one piece.
static uint64_t exchange_64(uint64_t expected, uint64_t wanted)
{
    __asm__ volatile("lock cmpxchg8b %1"
                     : "+A"(expected), "+m"(state)
                     : "b"((uint32_t)wanted), "c"((uint32_t)(wanted >> 32))
                     : "memory", "cc");
    return expected;
}

static uint64_t read_state(void) { return exchange_64(0, 0); }
static uint32_t first_of(uint64_t seen) { return (uint32_t)seen & 0xFFFF; }
static uint32_t count_of(uint64_t seen) { return (uint32_t)seen >> 16; }

// Fails if anything has happened since `seen` was read.
WATCHED static bool pmm_commit(uint32_t number, uint64_t seen, uint32_t first, uint32_t count)
{
    (void)number;  // for whoever watches
    return exchange_64(seen, packed(first, count, (seen >> 32) + 1)) == seen;
}

void epoch_init(void)
{
    uint32_t first = NONE, count = 0;

    for (uint32_t number = pmm_words * 32 < LISTED ? pmm_words * 32 : LISTED; number-- > 1;)
        if (pmm_bitmap[number / 32] & 1u << number % 32) {
            next_free[number] = (uint16_t)first;
            first = number;
            count++;
        }
    exchange_64(0, packed(first, count, 1));
}

uint32_t epoch_count(void) { return count_of(read_state()); }

// A vain commit says that the lock was taken from this core.
int32_t epoch_alloc(void)
{
    const uint64_t seen = read_state();
    const uint32_t number = first_of(seen);

    if (number == NONE)
        return answer_of(ANSWER_FAILED);
    if (!pmm_commit(number, seen, next_free[number], count_of(seen) - 1))
        return ANSWER_BUSY;
    return (int32_t)(number * PAGE_SIZE);
}

int32_t epoch_free(uint32_t page)
{
    const uint64_t seen = read_state();
    const uint32_t number = page / PAGE_SIZE;

    if (number == NONE || number >= LISTED)
        return answer_of(ANSWER_FAILED);
    next_free[number] = (uint16_t)first_of(seen);
    return pmm_commit(number, seen, number, count_of(seen) + 1) ? 0 : ANSWER_BUSY;
}

void epoch_advance(void)
{
    uint64_t seen;

    do
        seen = read_state();
    while (!pmm_commit(NONE, seen, first_of(seen), count_of(seen)));
}
