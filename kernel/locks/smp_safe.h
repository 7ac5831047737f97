// SPDX-License-Identifier: CC0-1.0
#ifndef LOCKS_SMP_SAFE_H
#define LOCKS_SMP_SAFE_H

#include <stdint.h>

// The work in the caller's own context, under the lock. A page or 0, or an ANSWER_.
int32_t smp_safe_alloc(void);
int32_t smp_safe_free(uint32_t page);

#endif
