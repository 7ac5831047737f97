// SPDX-License-Identifier: CC0-1.0
// Whoever raises IRQ 5 finds a handler that works for a while and then asks for
// memory, so there is an `int 80h` inside an IRQ; meanwhile core 1 meets one
// undefined instruction after the other, and its handler skips them. Neither has anything to do with the 8259, and
// under eoi=published both tell it that the IRQ is over.

#include "devices/pic.h"
#include "handlers/handles.h"
#include "labs/labs.h"
#include "locks/retry.h"

#define DEVICE_IRQ       5u
#define VECTOR_UNDEFINED 6u
#define IRQS             2u
#define WORK             200u
#define PATIENCE         100000u  // for IRQs that nobody raises

static volatile uint32_t device_calls, device_ready, finished;

static WATCHED void device_work(void)
{
    for (uint32_t i = 0; i < WORK; i++)
        pause();
}

static void device_normal(struct frame *frame)
{
    (void)frame;
    device_work();
    const int32_t page = int_alloc();
    while (page > 0 && int_free((uint32_t)page) == ANSWER_BUSY)
        pause();
    fetch_add(&device_calls, 1);
}

static void undefined_normal(struct frame *frame) { frame->eip += 2; }

static WATCHED void stumble(void) { __asm__ volatile("ud2" : : : "memory"); }

// The script raises the IRQs from here on.
static WATCHED void device_wait(void)
{
    for (uint32_t i = 0; i < PATIENCE && device_calls < IRQS; i++)
        pause();
}

void stolen_eoi(uint32_t core)
{
    if (core == 0) {
        reg_handle(VECTOR_PIC + DEVICE_IRQ, device_normal);
        reg_handle(VECTOR_UNDEFINED, undefined_normal);
        pic_allow(DEVICE_IRQ, true);
        device_ready = 1;
        device_wait();
        finished = 1;
        return;
    }
    while (!device_ready)
        pause();
    while (core == 1 && !finished)
        stumble();
}
