// SPDX-License-Identifier: CC0-1.0
// Every lock that excludes: all cores at once, through a call and through the
// interrupt. And what core 0 alone can see of locks and answers.

#include "boot/cores.h"
#include "boot/switches.h"
#include "handlers/claim.h"
#include "labs/barrier.h"
#include "labs/inline_lock.h"
#include "locks/retry.h"
#include "locks/section.h"
#include "locks/smp_safe.h"
#include "pmm/handlers.h"
#include "pmm/pmm.h"
#include "selftest/selftest.h"

#define PAGES 100u

static const struct {
    uint32_t lock;
    const char *name;
} locks[] = {
    {LOCK_XCHG, "xchg"}, {LOCK_CLAIM, "claim"},   {LOCK_TAS, "tas"},
    {LOCK_TTAS, "ttas"}, {LOCK_TICKET, "ticket"}, {LOCK_MUTEX, "mutex"},
};

static volatile uint32_t shared;

static void take_and_give(uint32_t core)
{
    for (uint32_t i = 0; i < PAGES; i++) {
        int32_t page;
        for (uint32_t tries = 0; (page = i % 2 ? int_alloc() : smp_safe_alloc()) < 0; tries++)
            backoff_wait(tries);
        volatile uint32_t *const mine = (volatile uint32_t *)page;
        *mine = core;
        pause();
        if (*mine != core)
            fetch_add(&shared, 1);
        for (uint32_t tries = 0; (i % 2 ? smp_safe_free((uint32_t)page) : int_free((uint32_t)page)) < 0;
             tries++)
            backoff_wait(tries);
    }
}

void test_locks(uint32_t core)
{
    const uint32_t before = pmm_free_count;

    for (uint32_t i = 0; i < sizeof locks / sizeof *locks; i++) {
        barrier_wait();
        if (core == 0)
            switches.lock = locks[i].lock;
        barrier_wait();
        take_and_give(core);
        barrier_wait();
        if (core == 0)
            found(shared == 0 && pmm_free_count == before && pmm_count_free() == before,
                  "lock=%s: %u pages shared, the free count is off by %u, bitmap and count differ by %u",
                  locks[i].name, shared, before - pmm_free_count, pmm_count_free() - pmm_free_count);
    }
    barrier_wait();
    if (core == 0)
        switches.lock = LOCK_CLAIM;
    barrier_wait();
}

// While the slot is taken, swap swaps all the same, swap-test and xchg say busy.
static void test_taken(uint32_t lock, const char *name, bool gets_in)
{
    const uint32_t before = switches.lock;
    handler *normal = *slot_at(PMM_ALLOC_INT);
    uint32_t flags;

    switches.lock = lock;
    *slot_at(PMM_ALLOC_INT) = pmm_alloc_busy;
    const bool in = section_enter(PMM_ALLOC_INT, &flags) == 0;
    if (in)
        section_leave(PMM_ALLOC_INT, flags);
    found(in == gets_in, "lock=%s: the slot is taken, and one gets in: %u", name, (uint32_t)in);
    *slot_at(PMM_ALLOC_INT) = normal;
    switches.lock = before;
}

static void test_section_irqs(uint32_t kind, const char *name, bool open)
{
    const uint32_t before = switches.section_irqs;
    uint32_t flags;

    switches.section_irqs = kind;
    section_enter(PMM_ALLOC_INT, &flags);
    const uint32_t inside = flags_save_and_cli();
    flags_restore(inside);
    section_leave(PMM_ALLOC_INT, flags);
    const uint32_t after = flags_save_and_cli();
    flags_restore(after);
    found((inside >> 9 & 1) == open && (after >> 9 & 1), "section-irqs=%s: IF is %u inside, %u behind", name,
          inside >> 9 & 1, after >> 9 & 1);
    switches.section_irqs = before;
}

static void test_answers_published(void)
{
    uint32_t flags;

    switches.answers = ANSWERS_PUBLISHED;
    section_enter(PMM_ALLOC_INT, &flags);
    const int32_t reentered = int_alloc();
    section_leave(PMM_ALLOC_INT, flags);
    const int32_t nobody_has_it = int_free(0xFFFFF000);
    found(reentered == -1 && nobody_has_it == -1,
          "answers=published: re-entered is %d, failed is %d, busy is -1 too", reentered, nobody_has_it);
    switches.answers = ANSWERS_DISTINCT;
}

// Half of an allocation and half of a free, each put back; the second undo finds nothing.
static void test_undo(void)
{
    const uint32_t before = pmm_free_count;
    const int32_t page = int_alloc();
    const uint32_t number = (uint32_t)page / PAGE_SIZE;

    journal_open(number, false);
    pmm_put_bit(number);
    pmm_undo();
    pmm_undo();
    found(pmm_free_count == before - 1 && pmm_count_free() == before - 1, "undo: half a free is taken back");
    int_free((uint32_t)page);
    journal_open(number, true);
    pmm_take_bit(number);
    pmm_write_count(before - 1);
    pmm_undo();
    found(pmm_free_count == before && pmm_count_free() == before, "undo: half an allocation is put back");
}

static void test_inlined(int32_t (*alloc)(void), const char *level)
{
    const int32_t page = alloc(), freed = int_free((uint32_t)page);

    found(page > 0 && freed == 0, "the section compiled at -%s gives a page, int 81h takes it back: %d",
          level, freed);
}

static void test_epoch(void)
{
    switches.recovery = RECOVERY_EPOCH;
    epoch_init();
    const uint32_t before = epoch_count();
    const int32_t page = int_alloc(), other = int_alloc();
    found(page > 0 && other > 0 && page != other && epoch_count() == before - 2,
          "recovery=epoch: two pages, %u fewer are free", before - epoch_count());
    epoch_advance();
    found(int_free((uint32_t)page) == 0 && int_free((uint32_t)other) == 0 && epoch_count() == before,
          "recovery=epoch: after the epoch was advanced they are given back, %u are missing",
          before - epoch_count());
    found(int_alloc() == other && int_free((uint32_t)other) == 0, "recovery=epoch: last in, first out");
    switches.recovery = RECOVERY_HALT;
}

static void test_jitter(void)
{
    const uint32_t before = switches.backoff;
    uint32_t most = 0, least = ~0u;

    switches.backoff = BACKOFF_JITTER;
    for (uint32_t i = 0; i < 1000; i++) {
        const uint32_t pauses = backoff_pauses(9);
        most = pauses > most ? pauses : most;
        least = pauses < least ? pauses : least;
    }
    found(least == 1 && most == 64, "backoff=jitter: from %u to %u pauses after 9 tries", least, most);
    switches.backoff = before;
}

void test_lock_kinds(void)
{
    test_taken(LOCK_SWAP, "swap", true);
    test_taken(LOCK_SWAP_TEST, "swap-test", false);
    test_taken(LOCK_XCHG, "xchg", false);
    test_section_irqs(SECTION_IRQS_ON, "on", true);
    test_section_irqs(SECTION_IRQS_OFF, "off", false);
    test_answers_published();
    test_undo();
    test_inlined(inline_alloc_O0, "O0");
    test_inlined(inline_alloc_O2, "O2");
    test_epoch();
    test_jitter();
}
