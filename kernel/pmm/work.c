// SPDX-License-Identifier: CC0-1.0
// The work that the lock protects, deliberately of several steps: find a bit,
// take it, read the count, write the count. Two cores between the first two
// steps get the same page; two between the last two lose an update; one that
// dies in the middle leaves a page that is neither free nor counted as used.

#include "boot/switches.h"
#include "cpu/cpu.h"
#include "fs/store.h"
#include "handlers/handles.h"
#include "pmm/pmm.h"

WATCHED void pmm_take_bit(uint32_t number) { pmm_bitmap[number / 32] &= ~(1u << number % 32); }
WATCHED void pmm_put_bit(uint32_t number) { pmm_bitmap[number / 32] |= 1u << number % 32; }
WATCHED uint32_t pmm_read_count(void)
{
    return switches.recovery == RECOVERY_EPOCH ? epoch_count() : pmm_free_count;
}

WATCHED void pmm_write_count(uint32_t count) { pmm_free_count = count; }

// The store's own wish for a page must not send this core back into the store, whose
// lock it holds (Linux has GFP_NOFS for that).
static bool need_expansion(void) { return pmm_free_count < pmm_low_water && !fs_is_growing(); }

WATCHED int32_t pmm_alloc_work(void)
{
    if (need_expansion() && pmm_expand() == ANSWER_BUSY)
        return ANSWER_BUSY;
    if (switches.recovery == RECOVERY_EPOCH)
        return epoch_alloc();
    for (uint32_t word = 0; word < pmm_words; word++) {
        const uint32_t unused = pmm_bitmap[word];
        if (!unused)
            continue;
        const uint32_t number = word * 32 + (uint32_t)__builtin_ctz(unused);
        journal_open(number, true);
        pmm_take_bit(number);
        pmm_write_count(pmm_read_count() - 1);
        journal_close();
        return (int32_t)(number * PAGE_SIZE);
    }
    return answer_of(ANSWER_FAILED);
}

WATCHED int32_t pmm_free_work(uint32_t page)
{
    const uint32_t number = page / PAGE_SIZE, bit = 1u << number % 32;

    if (switches.recovery == RECOVERY_EPOCH)
        return epoch_free(page);
    if (number / 32 >= pmm_words || (pmm_bitmap[number / 32] & bit))
        return answer_of(ANSWER_FAILED);  // nobody has it
    journal_open(number, false);
    pmm_put_bit(number);
    pmm_write_count(pmm_read_count() + 1);
    journal_close();
    return 0;
}
