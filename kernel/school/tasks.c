// SPDX-License-Identifier: CC0-1.0
// Work that an interrupt leaves behind. As published the main loop runs all
// tasks and then halts: an interrupt between the two leaves its task to a CPU
// that sleeps. Repaired: interrupts off, look once more, and then `sti; hlt`,
// between which nothing comes (SDM vol. 2, STI: one instruction later).

#include "boot/switches.h"
#include "cpu/cpu.h"
#include "school/school.h"

#define TASKS 32u

static void (*tasks[TASKS])(void);
static volatile uint32_t put, taken;  // put by interrupts, taken by the main loop

// A full ring drops the task: whoever schedules must not wait in an interrupt.
WATCHED void schedule_task(void (*task)(void))
{
    if (put - taken == TASKS)
        return;
    tasks[put % TASKS] = task;
    put = put + 1;
}

WATCHED bool tasks_are_waiting(void) { return put != taken; }

WATCHED void run_scheduled_tasks(void)
{
    while (tasks_are_waiting()) {
        void (*const task)(void) = tasks[taken % TASKS];
        taken = taken + 1;
        task();
    }
}

WATCHED void school_wait(void)
{
    if (switches.tasks == SCHOOL_PUBLISHED) {
        halt();
        return;
    }
    interrupts_off();
    if (tasks_are_waiting())
        interrupts_on();
    else
        __asm__ volatile("sti; hlt" : : : "memory");
}
