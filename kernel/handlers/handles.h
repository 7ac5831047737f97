// SPDX-License-Identifier: CC0-1.0
// handles[v] is both the handler of vector v and, for the lock vectors, the
// lock: a normal handler means free, a busy one means held.
#ifndef HANDLERS_HANDLES_H
#define HANDLERS_HANDLES_H

#include "boot/switches.h"
#include "cpu/cpu.h"
#include "traps/frame.h"
#include "traps/vectors.h"

#define SLOTS_A_LINE 16u  // a cache line is 64 bytes

extern handler *handles[VECTORS];                        // slots=plain, alone in its page
extern handler *handles_padded[VECTORS * SLOTS_A_LINE];  // slots=padded: a cache line for each
extern handler *normal_of[VECTORS];                      // what a free lock vector holds

// The slot of a vector: handles[vector], or its like in the padded array.
static inline handler **slot_at(uint32_t vector)
{
    return switches.slots == SLOTS_PADDED ? &handles_padded[vector * SLOTS_A_LINE] : &handles[vector];
}

// What a handler answers instead of a result. answers=published says -1 for all three.
#define ANSWER_BUSY      (-1)
#define ANSWER_REENTERED (-2)  // the asking core holds the lock itself
#define ANSWER_FAILED    (-3)
int32_t answer_of(int32_t reason);

void handles_init(void);
void reg_handle(uint32_t vector, handler *what);
void int_handle(struct frame *frame);  // called by the stubs for every interrupt
void acknowledge(uint32_t vector);

#endif
