// SPDX-License-Identifier: CC0-1.0
// What lies in handles[80h] and handles[81h]: the normal handlers do the work,
// the busy ones answer at once.

#include "pmm/handlers.h"

#include "handlers/each_core.h"
#include "handlers/handles.h"
#include "pmm/pmm.h"

WATCHED void pmm_alloc_normal(struct frame *frame) { frame->eax = (uint32_t)pmm_alloc_work(); }

WATCHED void pmm_free_normal(struct frame *frame) { frame->eax = (uint32_t)pmm_free_work(frame->ebx); }

WATCHED void pmm_alloc_busy(struct frame *frame) { frame->eax = (uint32_t)ANSWER_BUSY; }

WATCHED void pmm_free_busy(struct frame *frame) { frame->eax = (uint32_t)ANSWER_BUSY; }

// A core that asks while it holds the lock itself would wait for ever: tell it.
static inline void answer(struct frame *frame, uint32_t owner)
{
    frame->eax = (uint32_t)(owner == me() ? answer_of(ANSWER_REENTERED) : ANSWER_BUSY);
}

#define pmm_alloc_held_by answer
#define pmm_free_held_by  answer

BUSY_HANDLERS(pmm_alloc)
BUSY_HANDLERS(pmm_free)
