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
    bool started, running;
    uint32_t stack[STACK_WORDS];
} threads[MAX_CORES][LEVELS];

static struct thread *current[MAX_CORES];

static void give_back(struct thread *thread)
{
    thread->running = false;
    current[me()] = thread->below;
    thread_switch(&thread->esp, thread->interrupted);
}

// The life of a thread. It comes here with interrupts off, and gives the core
// back with interrupts off; what it does in between says threads_work.
_Noreturn static void live(void)
{
    struct thread *self = current[me()];
    const uint32_t level = (uint32_t)(self - threads[me()]);

    for (;;) {
        while (self->work) {
            const uint32_t work = self->work & -self->work;
            self->work = self->work & ~work;
            threads_work(level, work);
        }
        give_back(self);
    }
}

// The frame that thread_switch finds the first time: four registers, the address.
static void prepare(struct thread *thread)
{
    uint32_t *top = thread->stack + STACK_WORDS - 8;

    top[4] = (uint32_t)live;
    thread->esp = (uint32_t)top;
    thread->started = true;
}

static void borrow_core(struct thread *thread)
{
    thread->below = current[me()];
    thread->running = true;
    current[me()] = thread;
    thread_switch(&thread->interrupted, thread->esp);
}

void threads_give(uint32_t level, uint32_t work)
{
    struct thread *thread = &threads[me()][level];

    thread->work = thread->work | work;
    if (!thread->started)
        prepare(thread);
    if (!thread->running && !thread->waits_for)
        borrow_core(thread);
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
        borrow_core(thread);
    }
}
