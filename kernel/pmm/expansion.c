// SPDX-License-Identifier: CC0-1.0
// Short of memory, the memory manager hands out a page only if it has room to swap
// one out, and asks the file store for that room from within its own section. A full
// store is no reason to refuse a page that is there; a busy one may be.

#include "fs/store.h"
#include "locks/nested.h"
#include "pmm/pmm.h"

uint32_t pmm_low_water;

WATCHED int32_t pmm_expand(void) { return ask_nested(int_append, FS_APPEND(FS_SWAP_FILE, 's')); }
