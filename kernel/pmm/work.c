// SPDX-License-Identifier: CC0-1.0
// The work that the lock protects, deliberately of several steps: find a bit,
// take it, read the count, write the count. Two cores between the first two
// steps get the same page; two between the last two lose an update.

#include "cpu/cpu.h"
#include "handlers/handles.h"
#include "pmm/pmm.h"

WATCHED void pmm_take_bit(uint32_t number) { pmm_bitmap[number / 32] &= ~(1u << number % 32); }

WATCHED int32_t pmm_alloc_work(void)
{
    for (uint32_t word = 0; word < pmm_words; word++) {
        const uint32_t unused = pmm_bitmap[word];
        if (!unused)
            continue;
        const uint32_t number = word * 32 + (uint32_t)__builtin_ctz(unused);
        pmm_take_bit(number);
        const uint32_t count = pmm_free_count;
        pmm_free_count = count - 1;
        return (int32_t)(number * PAGE_SIZE);
    }
    return ANSWER_FAILED;
}

WATCHED int32_t pmm_free_work(uint32_t page)
{
    const uint32_t number = page / PAGE_SIZE, bit = 1u << number % 32;

    if (number / 32 >= pmm_words || (pmm_bitmap[number / 32] & bit))
        return ANSWER_FAILED;  // nobody has it
    pmm_bitmap[number / 32] |= bit;
    const uint32_t count = pmm_free_count;
    pmm_free_count = count + 1;
    return 0;
}
