// SPDX-License-Identifier: CC0-1.0
// How a core gets into a section and out of it, whatever lock= says.
#ifndef LOCKS_SECTION_H
#define LOCKS_SECTION_H

#include <stdbool.h>
#include <stdint.h>

#include "threads/waiters.h"
#include "traps/frame.h"
#include "traps/vectors.h"

// NULL: this core is inside. Otherwise the lock said no at once, and this is the
// busy handler to ask; locks that wait never say no. `flags` is for section_leave.
handler *section_enter(uint32_t vector, uint32_t *flags);
void section_leave(uint32_t vector, uint32_t flags);

// Interrupt threads that were told "busy" may wait for this slot to be freed.
extern struct waiters section_waiters[VECTORS];

// The same, but tries until it is inside.
void lock_wait_answered(uint32_t tries);  // the wait between two tries
void section_enter_patiently(uint32_t vector, uint32_t *flags);

// Whether whoever comes through `int` takes the lock too; as published it does not.
bool dispatcher_locks(void);

#endif
