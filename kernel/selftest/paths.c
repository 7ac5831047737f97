// SPDX-License-Identifier: CC0-1.0
// All cores at once take and give back 1000 pages each, through every way that
// leads to the lock. Nobody may get a page that another has, and at the end the
// count must be what it was, and what the bitmap says.

#include "boot/cores.h"
#include "boot/switches.h"
#include "labs/barrier.h"
#include "locks/retry.h"
#include "locks/smp_safe.h"
#include "pmm/pmm.h"
#include "selftest/selftest.h"

#define PAGES 1000u

static const struct path {
    const char *name;
    int32_t (*get)(void);
    int32_t (*give)(uint32_t page);
} paths[] = {
    {"smp_safe", smp_safe_alloc, smp_safe_free},
    {"int", int_alloc, int_free},
    {"retry", retry_alloc, retry_free},
};

static struct tally {
    uint32_t got, given, shared;
} tallies[MAX_CORES];

static void walk(const struct path *path, struct tally *tally, uint32_t core)
{
    *tally = (struct tally){0};
    for (uint32_t i = 0; i < PAGES; i++) {
        int32_t page;
        for (uint32_t tries = 0; (page = path->get()) < 0; tries++)
            backoff_wait(tries);
        volatile uint32_t *const mine = (volatile uint32_t *)page;
        *mine = core;
        tally->got++;
        pause();
        tally->shared += *mine != core;
        for (uint32_t tries = 0; path->give((uint32_t)page) < 0; tries++)
            backoff_wait(tries);
        tally->given++;
    }
}

static void report(const struct path *path, uint32_t free_before)
{
    for (uint32_t core = 0; core < cores_up; core++) {
        const struct tally *t = &tallies[core];
        found(t->got == PAGES && t->given == PAGES && t->shared == 0,
              "core %u through %s: %u pages got, %u given back, %u shared", core, path->name, t->got,
              t->given, t->shared);
    }
    found(pmm_free_count == free_before, "after %s: the free count is off by %u", path->name,
          free_before - pmm_free_count);
    found(pmm_count_free() == pmm_free_count, "after %s: bitmap and count differ by %u", path->name,
          pmm_count_free() - pmm_free_count);
}

// Nobody dies in this test, but a machine whose cores are threads may let one
// wait long inside the lock: it shall not be taken for dead.
void test_paths(uint32_t core)
{
    const uint32_t free_before = pmm_free_count, recovery = switches.recovery;

    barrier_wait();
    switches.recovery = RECOVERY_NONE;
    for (const struct path *path = paths; path < paths + sizeof paths / sizeof *paths; path++) {
        barrier_wait();
        walk(path, &tallies[core], core);
        barrier_wait();
        if (core == 0)
            report(path, free_before);
    }
    barrier_wait();
    switches.recovery = recovery;
}
