// SPDX-License-Identifier: CC0-1.0
// Two locks. Core 0 works under the kernel lock. Core 1 takes the device's lock
// and then, inside, the kernel lock. The device's IRQ comes to core 0, and its
// handler wants the device's lock.

#include "boot/cores.h"
#include "devices/pic.h"
#include "devices/print.h"
#include "handlers/handles.h"
#include "labs/labs.h"
#include "threads/interrupts.h"
#include "threads/klock.h"
#include "threads/spl.h"

#define IRQ         5u
#define ROUNDS      10u
#define SLOW_DEVICE 200u  // rounds, for an IRQ that nobody raises
#define WORK        20u

static struct klock kernel_lock, device_lock;
static volatile uint32_t served;

static void work(void)
{
    for (uint32_t i = 0; i < WORK; i++)
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

static void work_under_kernel_lock(void)
{
    for (uint32_t round = 0; round < ROUNDS || (!served && round < SLOW_DEVICE); round++) {
        klock_enter(&kernel_lock);
        kernel_work();
        klock_leave(&kernel_lock);
        work();
    }
}

static void work_under_both(void)
{
    for (uint32_t round = 0; round < ROUNDS; round++) {
        klock_enter(&device_lock);
        klock_enter(&kernel_lock);
        both_work();
        klock_leave(&kernel_lock);
        klock_leave(&device_lock);
        work();
    }
}

void kernel_lock_abba(uint32_t core)
{
    if (core == 1)
        work_under_both();
    if (core != 0)
        return;
    reg_handle(VECTOR_PIC + IRQ, device_irq);
    pic_allow(IRQ, true);
    work_under_kernel_lock();
    print("irq %u served %u times; level raised %u times, held an irq back %u times, mask written %u times\n",
          IRQ, served, spl_profile.raised, spl_profile.held_back, spl_profile.mask_writes);
    print("interrupt threads ran %u times, waited %u times\n", irq_threads_run, irq_threads_blocked);
}
