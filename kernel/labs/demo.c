// SPDX-License-Identifier: CC0-1.0
// Every core takes a page through the lock, writes its number into it, works a
// little, looks whether the number is still there, gives the page back: for ever.
// Under lock=swap, sooner or later, it is not. Every other time it comes through
// the interrupt, else by a call: the same lock. Core 0 also echoes the keys.

#include "boot/cores.h"
#include "devices/console.h"
#include "devices/keyboard.h"
#include "devices/print.h"
#include "devices/vga.h"
#include "handlers/handles.h"
#include "labs/barrier.h"
#include "labs/labs.h"
#include "locks/recovery.h"
#include "locks/retry.h"
#include "locks/smp_safe.h"
#include "traps/vectors.h"

#define LOCAL_WORK 20u
#define SHOW_EVERY 32u

static struct tally {
    uint32_t pages, busy, shared;
} tallies[MAX_CORES];

static void show(uint32_t core)
{
    const struct tally *tally = &tallies[core];
    char line[72];

    format_text(line, sizeof line, "core %u: %u pages, %u busy answers, %u pages shared  ", core,
                tally->pages, tally->busy, tally->shared);
    vga_at(core + 1, 0, line);
}

static void wait_after_busy(struct tally *tally, uint32_t vector, uint32_t tries)
{
    tally->busy++;
    recovery_note_refusal(vector);
    backoff_wait(tries);
}

static uint32_t get_page(struct tally *tally)
{
    const bool by_interrupt = tally->pages % 2;
    int32_t page;

    for (uint32_t tries = 0; (page = by_interrupt ? int_alloc() : smp_safe_alloc()) < 0; tries++)
        wait_after_busy(tally, PMM_ALLOC_INT, tries);
    recovery_forget(PMM_ALLOC_INT);
    return (uint32_t)page;
}

static void give_page(struct tally *tally, uint32_t page)
{
    const bool by_interrupt = tally->pages % 2;

    for (uint32_t tries = 0;
         (by_interrupt ? int_free(page) : smp_safe_free(page)) == ANSWER_BUSY; tries++)
        wait_after_busy(tally, PMM_FREE_INT, tries);
    recovery_forget(PMM_FREE_INT);
}

static void use_page(struct tally *tally, uint32_t core, volatile uint32_t *page)
{
    *page = core;
    for (uint32_t i = 0; i < LOCAL_WORK; i++)
        page[1] = page[1] + 1;
    tally->shared += *page != core;
}

static void echo_keys(void)
{
    uint8_t scancode;

    while (keyboard_take(&scancode)) {
        const char text[2] = {keyboard_character(scancode), '\0'};
        console_write(text);
    }
}

void demo(uint32_t core)
{
    struct tally *tally = &tallies[core];

    if (core == 0)
        vga_reserve(cores_up + 1);  // the first row stays what main said
    barrier_wait();
    for (;;) {
        const uint32_t page = get_page(tally);
        use_page(tally, core, (volatile uint32_t *)page);
        give_page(tally, page);
        if (core == 0)
            echo_keys();
        if (++tally->pages % SHOW_EVERY == 0)
            show(core);
    }
}
