// SPDX-License-Identifier: CC0-1.0
// Interrupt threads. There is no scheduler: an interrupt's thread borrows the
// core from whom it interrupts, by a switch of stacks, and gives it back when it
// is done or when it must wait. The interrupted one is held in place meanwhile.
#ifndef THREADS_THREADS_H
#define THREADS_THREADS_H

#include <stdbool.h>
#include <stdint.h>

// The first is the most urgent; none is interrupted by one that is not more urgent.
enum { LEVEL_TTY, LEVEL_SERIAL, LEVEL_DEVICE, LEVEL_SOFT, LEVELS };

// Interrupts off for all of these.
void threads_give(uint32_t level, uint32_t work);  // a bit; runs it unless the thread waits or one is above it
bool threads_is_current(void);                     // the caller is an interrupt thread
void threads_block(const void *on);                // the caller gives the core back until woken
void threads_wake(const void *on);  // on this core: those that wait for it (NULL: for anything) go on

void thread_switch(uint32_t *save, uint32_t to);   // threads/switch.S
void threads_work(uint32_t level, uint32_t work);  // threads/interrupts.c: what a bit means

#endif
