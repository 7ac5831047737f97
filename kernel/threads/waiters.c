// SPDX-License-Identifier: CC0-1.0
#include "threads/waiters.h"

#include "cpu/cpu.h"
#include "ipi/lapic.h"
#include "threads/interrupts.h"
#include "threads/threads.h"
#include "traps/vectors.h"

volatile uint32_t irq_threads_blocked;

void waiters_add(struct waiters *waiters)
{
    __asm__ volatile("lock orl %1, %0" : "+m"(waiters->cores) : "r"(1u << me()) : "memory", "cc");
}

void waiters_wait(struct waiters *waiters)
{
    irq_threads_blocked = irq_threads_blocked + 1;
    threads_block(waiters);
}

void waiters_wake(struct waiters *waiters)
{
    const uint32_t cores = exchange(&waiters->cores, 0);

    for (uint32_t core = 0; core < MAX_CORES; core++)
        if (core != me() && cores >> core & 1)
            lapic_send_fixed(core, VECTOR_THREADS);
    if (cores >> me() & 1)
        threads_wake(waiters);
}
