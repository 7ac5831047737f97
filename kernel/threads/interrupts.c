// SPDX-License-Identifier: CC0-1.0
// On the interrupted one's stack a handler must not wait: whom it would wait for
// may be the very one it has interrupted. A thread may: it gives the core back,
// and the interrupted one goes on. Its IRQ stays blocked at the 8259 meanwhile,
// which has been told the end at once, so that others come through.

#include "threads/interrupts.h"

#include <stddef.h>

#include "boot/switches.h"
#include "devices/pic.h"
#include "devices/print.h"
#include "handlers/claim.h"
#include "locks/retry.h"
#include "locks/section.h"
#include "threads/spl.h"
#include "threads/threads.h"

#define SOFT_PLACES 8u

volatile uint32_t irq_warnings;
volatile uint32_t irq_threads_run;

static volatile uint32_t depth[MAX_CORES];
static uint32_t threaded = ~(1u << 0);  // all but the clock
static void (*volatile soft[MAX_CORES][SOFT_PLACES])(void);
static volatile uint32_t soft_places[MAX_CORES];  // those that are taken; with interrupts off

void irq_thread_choose(uint32_t irq, bool thread)
{
    threaded = thread ? threaded | 1u << irq : threaded & ~(1u << irq);
}

static uint32_t level_of(uint32_t irq)
{
    if (irq == VECTOR_KEYBOARD - VECTOR_PIC)
        return LEVEL_TTY;
    return irq == 4 ? LEVEL_SERIAL : LEVEL_DEVICE;
}

static bool is_spurious(uint32_t irq) { return (irq == 7 || irq == 15) && !(pic_in_service() & 1u << irq); }

bool irq_elsewhere(struct frame *frame)
{
    const uint32_t irq = frame->vector - VECTOR_PIC;

    if (switches.irq == IRQ_SPL_LAZY)
        return spl_holds_back(irq);
    if (switches.irq != IRQ_THREAD || !(threaded >> irq & 1) || is_spurious(irq))
        return false;
    pic_block((uint16_t)(1u << irq), true);
    pic_end(irq);
    threads_give(level_of(irq), 1u << irq);
    return true;
}

static void serve_irq(uint32_t irq)
{
    struct frame frame = {.vector = VECTOR_PIC + irq};

    irq_threads_run = irq_threads_run + 1;
    interrupts_on();
    irq_call(frame.vector, &frame);
    interrupts_off();
    pic_block((uint16_t)(1u << irq), false);
}

static void serve_soft(uint32_t place)
{
    if (!(soft_places[me()] >> place & 1))
        return;  // its thread was told twice
    void (*const work)(void) = soft[me()][place];

    soft_places[me()] = soft_places[me()] & ~(1u << place);
    interrupts_on();
    work();
    interrupts_off();
}

static void serve_soft_here(uint32_t core)
{
    static volatile bool serving[MAX_CORES];

    if (serving[core])
        return;  // one that has been interrupted goes on with it
    serving[core] = true;
    while (soft_places[core])
        serve_soft((uint32_t)__builtin_ctz(soft_places[core]));
    serving[core] = false;
}

// When the last IRQ of this core ends, interrupts off. Under irq=thread they too
// have a thread; else they are served here, open to other IRQs.
static void soft_due(void)
{
    const uint32_t core = me();

    if (depth[core] || !soft_places[core])
        return;
    if (switches.irq != IRQ_THREAD) {
        serve_soft_here(core);
        return;
    }
    for (uint32_t places = soft_places[core]; places; places &= places - 1)
        threads_give(LEVEL_SOFT, places & -places);
}

// Called by the thread of that level, interrupts off.
void threads_work(uint32_t level, uint32_t work)
{
    const uint32_t number = (uint32_t)__builtin_ctz(work);

    if (level == LEVEL_SOFT)
        serve_soft(number);
    else
        serve_irq(number);
    if (level != LEVEL_SOFT)
        soft_due();
}

// All places taken: the work is lost, and the caller is told.
bool soft_interrupt(void (*work)(void))
{
    const uint32_t flags = flags_save_and_cli();
    const uint32_t place = (uint32_t)__builtin_ctz(~soft_places[me()]);
    const bool there_is_one = place < SOFT_PLACES;

    if (there_is_one) {
        soft[me()][place] = work;
        soft_places[me()] = soft_places[me()] | 1u << place;
    }
    flags_restore(flags);
    return there_is_one;
}

void irq_entered(void) { depth[me()] = depth[me()] + 1; }

void irq_left(void)
{
    depth[me()] = depth[me()] - 1;
    soft_due();
}

bool irq_is_context(void) { return depth[me()] != 0; }
bool irq_is_thread(void) { return threads_is_current(); }

// A thread is told "busy", or even "you are inside", because of whom it has
// interrupted: it gives the core back until the slot has been freed.
static int32_t alloc_as_thread(void)
{
    struct waiters *waiters = &section_waiters[slot_of(PMM_ALLOC_INT)];
    const uint32_t flags = flags_save_and_cli();
    int32_t answer;

    for (;;) {
        waiters_add(waiters);
        answer = int_alloc();
        if (answer != ANSWER_BUSY && answer != ANSWER_REENTERED)
            break;
        waiters_wait(waiters);
    }
    flags_restore(flags);
    return answer;
}

WATCHED int32_t may_wait_alloc(void)
{
    if (irq_is_thread())
        return alloc_as_thread();
    if (!irq_is_context())
        return retry_alloc();
    irq_warnings = irq_warnings + 1;
    print("warning: core %u may have to wait for memory in an interrupt\n", me());
    return int_alloc();
}
