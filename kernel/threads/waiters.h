// SPDX-License-Identifier: CC0-1.0
// Interrupt threads of any core that wait for something, a lock or a slot.
#ifndef THREADS_WAITERS_H
#define THREADS_WAITERS_H

#include <stdint.h>

struct waiters {
    volatile uint32_t cores;  // a bit a core
};

// Interrupts off for all of these. A thread writes its name down, looks once
// more whether it need not wait, and then waits; whoever frees the thing wakes
// afterwards. So one of the two sees the other.
void waiters_add(struct waiters *waiters);   // the calling core
void waiters_wait(struct waiters *waiters);  // the calling thread gives the core back until woken
void waiters_wake(struct waiters *waiters);  // all; those of other cores by an IPI

#endif
