// SPDX-License-Identifier: CC0-1.0
#ifndef LABS_INLINE_LOCK_H
#define LABS_INLINE_LOCK_H

#include <stdint.h>

// One source, labs/inline_lock.c, compiled twice.
int32_t inline_alloc_O0(void);
int32_t inline_alloc_O2(void);

#endif
