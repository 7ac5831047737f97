// SPDX-License-Identifier: CC0-1.0
// Two locks. Core 0 works under the kernel lock. Core 1 takes the device's lock
// and then, inside, the kernel lock. The device's IRQ comes to core 0, and its
// handler wants the device's lock.
//
// irq-load and, with longer sections, irq-load-long are the same many times over,
// with a second device that needs no lock at all: how long do its interrupts have
// to wait for the others?

#include "boot/cores.h"
#include "devices/pic.h"
#include "devices/print.h"
#include "handlers/handles.h"
#include "labs/labs.h"
#include "threads/interrupts.h"
#include "threads/klock.h"
#include "threads/spl.h"

#define IRQ         5u
#define OTHER_IRQ   4u
#define FEW_ROUNDS  10u
#define MANY_ROUNDS 60u
#define SLOW_DEVICE 200u  // rounds, for an IRQ that nobody raises
#define SHORT_WORK  20u
#define LONG_WORK   200u

static struct klock kernel_lock, device_lock;
static volatile uint32_t served, others_served;
static uint32_t pauses = SHORT_WORK;

static void work(void)
{
    for (uint32_t left = pauses; left > 0; left--)
        pause();
}

static WATCHED void kernel_work(void) { work(); }
static WATCHED void device_work_locked(void) { work(); }
static WATCHED void both_work(void) { work(); }

static void device_irq(struct frame *frame)
{
    (void)frame;
    klock_enter(&device_lock);
    device_work_locked();
    klock_leave(&device_lock);
    served = served + 1;
}

static void other_irq(struct frame *frame)
{
    (void)frame;
    others_served = others_served + 1;
}

static void work_under_kernel_lock(uint32_t rounds)
{
    for (uint32_t round = 0; round < rounds || (!served && round < SLOW_DEVICE); round++) {
        klock_enter(&kernel_lock);
        kernel_work();
        klock_leave(&kernel_lock);
        work();
    }
}

static void work_under_both(uint32_t rounds)
{
    for (uint32_t round = 0; round < rounds; round++) {
        klock_enter(&device_lock);
        klock_enter(&kernel_lock);
        both_work();
        klock_leave(&kernel_lock);
        klock_leave(&device_lock);
        work();
    }
}

static void two_locks(uint32_t core, uint32_t rounds)
{
    if (core == 1)
        work_under_both(rounds);
    if (core != 0)
        return;
    reg_handle(VECTOR_PIC + IRQ, device_irq);
    pic_allow(IRQ, true);
    work_under_kernel_lock(rounds);
    print("irq %u served %u times; level raised %u times, held an irq back %u times, mask written %u times\n",
          IRQ, served, spl_profile.raised, spl_profile.held_back, spl_profile.mask_writes);
    print("interrupt threads ran %u times, waited %u times\n", irq_threads_run, irq_threads_blocked);
}

void kernel_lock_abba(uint32_t core) { two_locks(core, FEW_ROUNDS); }

void irq_load(uint32_t core)
{
    if (core == 0) {
        reg_handle(VECTOR_PIC + OTHER_IRQ, other_irq);
        pic_allow(OTHER_IRQ, true);
    }
    two_locks(core, MANY_ROUNDS);
}

void irq_load_long(uint32_t core)
{
    pauses = LONG_WORK;
    irq_load(core);
}
