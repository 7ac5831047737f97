// SPDX-License-Identifier: CC0-1.0
// Looks up, calls, acknowledges. Every interrupt of every core comes through here.

#include "boot/switches.h"
#include "handlers/claim.h"
#include "handlers/handles.h"
#include "locks/section.h"
#include "threads/interrupts.h"

// As published whoever finds the normal handler calls it, and so may two cores at
// once. Repaired, the dispatcher takes the lock first; who does not get it runs the
// busy handler.
static void call_under_lock(uint32_t vector, struct frame *frame)
{
    uint32_t flags;
    handler *busy = section_enter(vector, &flags);

    if (busy) {
        busy(frame);
        return;
    }
    handler *normal = *(handler *volatile *)&normal_of[vector];
    normal(frame);
    section_leave(vector, flags);
}

void irq_call(uint32_t vector, struct frame *frame)
{
    if (dispatcher_locks() && is_lock(vector))
        call_under_lock(vector, frame);
    else
        (*slot_at(vector))(frame);
}

// A handler that gets the frame by value answers into a copy, which i386
// callers make on their own stack; what the stub pops is the original. So
// frame=value does here what the compiler did there.
static void call_by_value(struct frame *frame)
{
    struct frame copy = *frame;
    irq_call(frame->vector, &copy);
}

int32_t answer_of(int32_t reason) { return switches.answers == ANSWERS_DISTINCT ? reason : ANSWER_BUSY; }

static bool is_irq(uint32_t vector) { return vector >= VECTOR_PIC && vector < VECTOR_PIC + 16; }

WATCHED void int_handle(struct frame *frame)
{
    const uint32_t vector = frame->vector;

    if (is_irq(vector)) {
        if (irq_elsewhere(frame))
            return;
        irq_entered();
    }
    if (switches.frame == FRAME_VALUE)
        call_by_value(frame);
    else
        irq_call(vector, frame);
    acknowledge(vector);
    if (is_irq(vector))
        irq_left();
}
