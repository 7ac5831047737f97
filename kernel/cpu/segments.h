// SPDX-License-Identifier: CC0-1.0
#ifndef CPU_SEGMENTS_H
#define CPU_SEGMENTS_H

#include <stdint.h>

void segments_load(uint32_t core);                        // flat segments, and the core's TSS
void segments_kernel_stack(uint32_t core, uint32_t esp);  // where ring 3 is left to

#endif
