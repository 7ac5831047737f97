// SPDX-License-Identifier: CC0-1.0
#ifndef LABS_BARRIER_H
#define LABS_BARRIER_H

#include <stdbool.h>
#include <stdint.h>

void barrier_set(uint32_t cores);  // by core 0, once
bool barrier_is_set(void);
void barrier_wait(void);

#endif
