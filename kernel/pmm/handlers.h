// SPDX-License-Identifier: CC0-1.0
#ifndef PMM_HANDLERS_H
#define PMM_HANDLERS_H

#include "cpu/cpu.h"
#include "traps/frame.h"

handler pmm_alloc_normal, pmm_free_normal;       // int 80h; int 81h with the page in EBX
handler pmm_alloc_busy, pmm_free_busy;           // as published: one for all cores
extern handler *const pmm_alloc_row[MAX_CORES];  // repaired: one for each
extern handler *const pmm_free_row[MAX_CORES];

#endif
