// SPDX-License-Identifier: CC0-1.0
// A kernel lock, as each way of serving interrupts needs it: a spinlock alone
// (onstack), a spinlock at a raised level (spl), or a mutex on which an interrupt
// thread waits without keeping the core (thread).
#ifndef THREADS_KLOCK_H
#define THREADS_KLOCK_H

#include "threads/waiters.h"
#include "traps/frame.h"

struct klock {
    volatile uint32_t held;
    struct waiters waiters;
    uint32_t level_before;
};

void klock_enter(struct klock *lock);
void klock_leave(struct klock *lock);
handler klock_wake_normal;  // the IPI to a core whose thread waits

#endif
