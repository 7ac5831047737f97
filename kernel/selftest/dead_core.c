// SPDX-License-Identifier: CC0-1.0
// The last core dies with the lock in its hands and a page half taken; core 0
// recovers, and gets that page within one retry_alloc.

#include "boot/cores.h"
#include "boot/switches.h"
#include "handlers/claim.h"
#include "locks/recovery.h"
#include "locks/retry.h"
#include "locks/section.h"
#include "pmm/pmm.h"
#include "selftest/selftest.h"

static volatile uint32_t dead, number;

static void die_inside(void)
{
    uint32_t flags, word = 0;

    section_enter(PMM_ALLOC_INT, &flags);
    while (!pmm_bitmap[word])
        word++;
    number = word * 32 + (uint32_t)__builtin_ctz(pmm_bitmap[word]);
    journal_open(number, true);
    pmm_take_bit(number);  // and the count is as it was
    dead = 1;
    interrupts_off();
    for (;;)
        halt();
}

void test_dead_core(uint32_t core)
{
    const uint32_t victim = cores_up - 1;

    if (victim == 0 || switches.recovery != RECOVERY_HALT || switches.lock != LOCK_CLAIM)
        return;
    if (core == victim)
        die_inside();
    if (core != 0)
        return;
    WAIT_UNTIL(dead);
    found(owner_of(PMM_ALLOC_INT) == (int32_t)victim, "core %u dies and is the owner of lock 80", victim);
    found(int_alloc() == -1, "core %u is dead: int 80h answers %d", victim, int_alloc());
    const int32_t page = retry_alloc();
    found(page == (int32_t)(number * PAGE_SIZE), "core %u is dead: retry_alloc gets its page", victim);
    found(recoveries == 1, "recoveries: %u", recoveries);
    found(pmm_count_free() == pmm_free_count, "after the recovery bitmap and count differ by %u",
          pmm_count_free() - pmm_free_count);
    found(retry_free((uint32_t)page) == 0 && owner_of(PMM_ALLOC_INT) == NOBODY, "the lock works again");
    test_messages_to_the_dead(victim);
}
