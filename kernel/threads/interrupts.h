// SPDX-License-Identifier: CC0-1.0
// How an IRQ of the 8259 is served, by irq=: on the stack of whom it interrupts;
// the same, with priority levels that hold it back (spl, spl-lazy); or by a
// thread of its own for each level and core.
#ifndef THREADS_INTERRUPTS_H
#define THREADS_INTERRUPTS_H

#include <stdbool.h>
#include <stdint.h>

#include "traps/frame.h"

// Called for every IRQ first. True: it has been seen to, EOI included.
bool irq_elsewhere(struct frame *frame);
void irq_call(uint32_t vector, struct frame *frame);  // what handles[] says, under its lock

// Which IRQs get a thread under irq=thread; the clock does not, unless chosen.
void irq_thread_choose(uint32_t irq, bool threaded);

// A soft interrupt: work that a handler leaves for when no IRQ is being served.
bool soft_interrupt(void (*work)(void));  // false: there are too many already
void irq_entered(void);                   // served on the interrupted one's stack, from here
void irq_left(void);                      // to here, its EOI sent
bool irq_is_context(void);                // this core is in an IRQ handler that must not wait
bool irq_is_thread(void);                 // this core runs an interrupt thread

// An allocation whose caller is ready to wait. In a handler that must not wait
// it warns, and asks only once.
int32_t may_wait_alloc(void);

extern volatile uint32_t irq_warnings;
extern volatile uint32_t irq_threads_run, irq_threads_blocked;

#endif
