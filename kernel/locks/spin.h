// SPDX-License-Identifier: CC0-1.0
#ifndef LOCKS_SPIN_H
#define LOCKS_SPIN_H

#include <stdint.h>

// lock=tas|ttas|ticket; interrupts are off.
void spin_lock(uint32_t slot);
void spin_unlock(uint32_t slot);

#endif
