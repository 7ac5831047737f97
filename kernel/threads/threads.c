// SPDX-License-Identifier: CC0-1.0
#include "threads/threads.h"

#include <stddef.h>

#include "cpu/cpu.h"

#define STACK_WORDS 1024u

static struct thread {
    uint32_t esp;          // its own, while it does not run
    uint32_t interrupted;  // of whom it borrowed the core from
    struct thread *below;  // the interrupt thread that that was, if any
    volatile uint32_t work;
    const void *waits_for;
    uint32_t level;
    bool started, running;
    uint32_t stack[STACK_WORDS];
} threads[MAX_CORES][LEVELS];

static struct thread *current[MAX_CORES];
static uint32_t ready[MAX_CORES];  // a bit a level: could run, has not begun or was woken

_Noreturn static void live(void);

// The frame that thread_switch finds the first time: four registers, the address.
static void prepare(struct thread *thread, uint32_t level)
{
    uint32_t *top = thread->stack + STACK_WORDS - 8;

    top[4] = (uint32_t)live;
    thread->esp = (uint32_t)top;
    thread->level = level;
    thread->started = true;
}

static void take_place(struct thread *thread, struct thread *below)
{
    const uint32_t core = me();

    thread->below = below;
    thread->running = true;
    ready[core] &= ~(1u << thread->level);
    current[core] = thread;
}

// The most urgent thread that has something to do and is more urgent than `than`.
static struct thread *next_above(const struct thread *than)
{
    const uint32_t core = me();
    const uint32_t more_urgent = ready[core] & (than ? (1u << than->level) - 1 : ~0u);

    return more_urgent ? &threads[core][__builtin_ctz(more_urgent)] : NULL;
}

// Who came meanwhile and was not more urgent gets the core first, and then holds
// in place whom this one has interrupted.
static void give_back(struct thread *thread)
{
    struct thread *next = next_above(thread->below);

    thread->running = false;
    if (next) {
        take_place(next, thread->below);
        next->interrupted = thread->interrupted;
        thread_switch(&thread->esp, next->esp);
    } else {
        current[me()] = thread->below;
        thread_switch(&thread->esp, thread->interrupted);
    }
}

// The life of a thread. It comes here with interrupts off, and gives the core
// back with interrupts off; what it does in between says threads_work.
_Noreturn static void live(void)
{
    struct thread *self = current[me()];

    for (;;) {
        while (self->work) {
            const uint32_t work = self->work & -self->work;
            self->work = self->work & ~work;
            threads_work(self->level, work);
        }
        give_back(self);
    }
}

// Whoever is current is interrupted by those that are more urgent, one after the other.
static void borrow_core(void)
{
    struct thread *next;

    while ((next = next_above(current[me()]))) {
        take_place(next, current[me()]);
        thread_switch(&next->interrupted, next->esp);
    }
}

void threads_give(uint32_t level, uint32_t work)
{
    struct thread *thread = &threads[me()][level];

    thread->work = thread->work | work;
    if (!thread->started)
        prepare(thread, level);
    if (!thread->running && !thread->waits_for)
        ready[me()] |= 1u << level;
    borrow_core();
}

bool threads_is_current(void) { return current[me()] != NULL; }

void threads_block(const void *on)
{
    struct thread *self = current[me()];

    self->waits_for = on;
    give_back(self);
}

void threads_wake(const void *on)
{
    for (uint32_t level = 0; level < LEVELS; level++) {
        struct thread *thread = &threads[me()][level];
        if (!thread->waits_for || (on && thread->waits_for != on))
            continue;
        thread->waits_for = NULL;
        ready[me()] |= 1u << level;
    }
    borrow_core();
}
