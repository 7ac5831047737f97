// SPDX-License-Identifier: CC0-1.0
// The three answers that are no page, and the back-off.

#include "boot/switches.h"
#include "handlers/claim.h"
#include "handlers/handles.h"
#include "locks/retry.h"
#include "locks/smp_safe.h"
#include "pmm/pmm.h"
#include "selftest/selftest.h"

// As if a core that nobody has seen were inside.
static void while_another_holds(void)
{
    const uint32_t recovery = switches.recovery;
    handler *normal = *slot_at(PMM_ALLOC_INT);

    *slot_at(PMM_ALLOC_INT) = busy_of(PMM_ALLOC_INT, MAX_CORES - 1);
    found(int_alloc() == -1, "held by another: int 80h answers %d", int_alloc());
    found(int_free(0) == -1, "held by another: int 81h answers %d", int_free(0));
    found(smp_safe_alloc() == -1, "held by another: smp_safe_alloc answers %d", smp_safe_alloc());
    found(smp_safe_free(0) == -1, "held by another: smp_safe_free answers %d", smp_safe_free(0));
    switches.recovery = RECOVERY_NONE;
    found(retry_alloc() == -1, "held by another: retry_alloc gives up with %d", retry_alloc());
    switches.recovery = recovery;
    *slot_at(PMM_ALLOC_INT) = normal;
}

static void while_we_hold(void)
{
    found(claim(PMM_ALLOC_INT) == 0 && owner_of(PMM_ALLOC_INT) == (int32_t)me(),
          "claimed: the owner is this core");
    found(int_alloc() == -2, "held by itself: int 80h answers %d", int_alloc());
    found(int_free(0) == -2, "held by itself: int 81h answers %d", int_free(0));
    found(smp_safe_alloc() == -2, "held by itself: smp_safe_alloc answers %d", smp_safe_alloc());
    release(PMM_ALLOC_INT);
    found(owner_of(PMM_ALLOC_INT) == NOBODY, "released: the owner is nobody");
}

static void when_it_fails(void)
{
    const uint32_t words = pmm_words;
    const int32_t page = int_alloc(), first = int_free((uint32_t)page), second = int_free((uint32_t)page);

    found(page > 0 && first == 0, "int 80h gives a page, int 81h takes it back: %d", first);
    found(second == -3, "a page given back twice: %d", second);
    pmm_words = 0;
    found(int_alloc() == -3, "no page left: int 80h answers %d", int_alloc());
    found(retry_alloc() == -3, "no page left: retry_alloc answers %d", retry_alloc());
    pmm_words = words;
}

// A handler registered while the slot is held comes into it at the release.
static void when_exchanged(void)
{
    handler *before = normal_of[PMM_ALLOC_INT], *other = normal_of[PMM_FREE_INT];

    claim(PMM_ALLOC_INT);
    reg_handle(PMM_ALLOC_INT, other);
    found(owner_of(PMM_ALLOC_INT) == (int32_t)me(), "reg_handle on a held slot: the owner stays");
    release(PMM_ALLOC_INT);
    found(*slot_at(PMM_ALLOC_INT) == other, "reg_handle on a held slot: in force after the release");
    reg_handle(PMM_ALLOC_INT, before);
    found(*slot_at(PMM_ALLOC_INT) == before, "reg_handle on a free slot: in force at once");
}

void test_answers(void)
{
    while_another_holds();
    while_we_hold();
    when_it_fails();
    when_exchanged();
}

void test_backoff(void)
{
    static const char *const names[] = {"none", "published", "capped"};
    const uint32_t before = switches.backoff;

    for (uint32_t kind = BACKOFF_NONE; kind <= BACKOFF_CAPPED; kind++) {
        switches.backoff = kind;
        found(true, "backoff=%s: pauses after 0 1 5 10 31 32 999 tries: %u %u %u %u %u %u %u", names[kind],
              backoff_pauses(0), backoff_pauses(1), backoff_pauses(5), backoff_pauses(10), backoff_pauses(31),
              backoff_pauses(32), backoff_pauses(999));
    }
    switches.backoff = before;
}
