// SPDX-License-Identifier: CC0-1.0
// Core 0 takes pages and gives them back. The handler of IRQ 5 wants a page, too,
// and tries until it has one: also when it has interrupted core 0 in the section.
// A handler that is a thread (irq=thread) can wait instead, and core 0 goes on.

#include "devices/pic.h"
#include "devices/print.h"
#include "handlers/handles.h"
#include "labs/labs.h"
#include "locks/retry.h"
#include "locks/smp_safe.h"
#include "threads/interrupts.h"

#define IRQ         5u
#define FEW         5u
#define SLOW_DEVICE 1000u

static volatile uint32_t served, told;

WATCHED static void irq_wants_page(struct frame *frame)
{
    int32_t page;

    (void)frame;
    while ((page = irq_is_thread() ? may_wait_alloc() : retry_alloc()) == ANSWER_BUSY)
        pause();
    if (page == ANSWER_REENTERED)
        told = told + 1;  // waiting is useless: the device has to ask again later
    else
        retry_free((uint32_t)page);
    served = served + 1;
}

void irq_over_holder(uint32_t core)
{
    uint32_t sections = 0;

    if (core != 0)
        return;
    reg_handle(VECTOR_PIC + IRQ, irq_wants_page);
    pic_allow(IRQ, true);
    for (uint32_t after = 0; after < FEW && sections < SLOW_DEVICE; sections++) {
        const int32_t page = smp_safe_alloc();
        smp_safe_free((uint32_t)page);
        after += served != 0;
    }
    print("irq %u: served %u times, told %u times that its core is inside\n", IRQ, served, told);
}
