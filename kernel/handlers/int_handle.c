// SPDX-License-Identifier: CC0-1.0
// Looks up, calls, acknowledges. Every interrupt of every core comes through here.

#include "boot/switches.h"
#include "handlers/claim.h"
#include "handlers/handles.h"

static void find_and_call(uint32_t vector, struct frame *frame)
{
    if (switches.lock == LOCK_CLAIM && is_lock(vector))
        claim_and_call(vector, frame);
    else
        handles[vector](frame);
}

// A handler that gets the frame by value answers into a copy, which i386
// callers make on their own stack; what the stub pops is the original. So
// frame=value does here what the compiler did there.
static void call_by_value(struct frame *frame)
{
    struct frame copy = *frame;
    find_and_call(frame->vector, &copy);
}

WATCHED void int_handle(struct frame *frame)
{
    const uint32_t vector = frame->vector;

    if (switches.frame == FRAME_VALUE)
        call_by_value(frame);
    else
        find_and_call(vector, frame);
    acknowledge(vector);
}
