// SPDX-License-Identifier: CC0-1.0
#ifndef LOCKS_MUTEX_H
#define LOCKS_MUTEX_H

#include <stdint.h>

// lock=mutex: who waits sleeps, and is woken by an IPI. Interrupts are off, and
// are opened only while the core sleeps.
void mutex_lock(uint32_t slot);
void mutex_unlock(uint32_t slot);

#endif
