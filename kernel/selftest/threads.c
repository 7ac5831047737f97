// SPDX-License-Identifier: CC0-1.0
// irq=onstack|spl|spl-lazy|thread, with the serial port as the device: it asks for
// something to transmit as soon as it may. What happens to its IRQ if it comes
// while its core holds the lock that the handler wants?

#include "boot/switches.h"
#include "devices/pic.h"
#include "handlers/handles.h"
#include "locks/retry.h"
#include "selftest/selftest.h"
#include "threads/interrupts.h"
#include "threads/klock.h"
#include "threads/spl.h"

#define DEVICE           4u
#define INTERRUPT_ENABLE 0x3F9
#define TRANSMIT_EMPTY   0x02
#define IDENTIFICATION   0x3FA
#define MODEM_CONTROL    0x3FC
#define DTR_RTS_OUT2     0x0B  // a PC's IRQ 4 goes through OUT2

static const char *const names[] = {"onstack", "spl", "spl-lazy", "thread"};
static struct klock lock;
static volatile uint32_t arrived, served, soft_served, in_context, in_thread;

static void ask(void) { out8(INTERRUPT_ENABLE, TRANSMIT_EMPTY); }

static void be_quiet(void)
{
    in8(IDENTIFICATION);
    out8(INTERRUPT_ENABLE, 0);
}

static void soft_work(void) { soft_served = soft_served + 1; }

static void wants_the_lock(struct frame *frame)
{
    (void)frame;
    arrived = arrived + 1;
    be_quiet();
    in_context = irq_is_context();
    in_thread = irq_is_thread();
    klock_enter(&lock);
    served = served + 1;
    klock_leave(&lock);
    soft_interrupt(soft_work);
}

static void wants_memory(struct frame *frame)
{
    (void)frame;
    be_quiet();
    const int32_t page = may_wait_alloc();
    if (page > 0)
        int_free((uint32_t)page);
    served = served + 1;
}

static void begin(uint32_t kind, handler *what)
{
    switches.irq = kind;
    arrived = served = soft_served = 0;
    reg_handle(VECTOR_PIC + DEVICE, what);
}

// Free: the IRQ is served at once, wherever that is.
static void test_free(uint32_t kind)
{
    begin(kind, wants_the_lock);
    ask();
    WAIT_UNTIL(soft_served);
    found(served == 1 && soft_served == 1 && in_context == (kind != IRQ_THREAD) &&
              in_thread == (kind == IRQ_THREAD),
          "irq=%s: served %u, soft interrupt served %u, %s", names[kind], served, soft_served,
          in_thread ? "by a thread" : "on the interrupted one's stack");
}

// Held by whom it interrupts: on the stack it would wait for ever, so not tried.
static void test_held(uint32_t kind)
{
    const uint32_t blocked = irq_threads_blocked, held_back = spl_profile.held_back;

    begin(kind, wants_the_lock);
    klock_enter(&lock);
    ask();
    WAIT_UNTIL(arrived || pic_held_back() || spl_profile.held_back != held_back);
    const uint32_t arrived_inside = arrived, served_inside = served;
    klock_leave(&lock);
    WAIT_UNTIL(served && soft_served);
    found(served_inside == 0 && served == 1, "irq=%s, lock held: arrived %u, served %u inside, %u behind",
          names[kind], arrived_inside, served_inside, served);
    found((irq_threads_blocked - blocked == 1) == (kind == IRQ_THREAD) &&
              (spl_profile.held_back - held_back == 1) == (kind != IRQ_THREAD),
          "irq=%s, lock held: %u threads waited, %u irqs held back", names[kind],
          irq_threads_blocked - blocked, spl_profile.held_back - held_back);
}

static void test_may_wait(uint32_t kind)
{
    const uint32_t warnings = irq_warnings;

    begin(kind, wants_memory);
    ask();
    WAIT_UNTIL(served);
    found(irq_warnings - warnings == (kind != IRQ_THREAD),
          "irq=%s: an allocation that may wait, in a handler: %u warnings", names[kind],
          irq_warnings - warnings);
}

void test_threads(void)
{
    handler *before = *slot_at(VECTOR_PIC + DEVICE);

    out8(MODEM_CONTROL, DTR_RTS_OUT2);
    pic_allow(DEVICE, true);
    for (uint32_t kind = IRQ_ONSTACK; kind <= IRQ_THREAD; kind++) {
        test_free(kind);
        if (kind != IRQ_ONSTACK)
            test_held(kind);
        test_may_wait(kind);
    }
    pic_allow(DEVICE, false);
    switches.irq = IRQ_ONSTACK;
    reg_handle(VECTOR_PIC + DEVICE, before);
    found(pic_masks() == 0xFFF9, "after the threads pic masks: %x", (uint32_t)pic_masks());
}
