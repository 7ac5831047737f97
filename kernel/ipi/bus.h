// SPDX-License-Identifier: CC0-1.0
#ifndef IPI_BUS_H
#define IPI_BUS_H

#include <stdbool.h>

#include "traps/frame.h"

void bus_init(void);
bool bus_present(void);
uint32_t bus_cores(void);
bool bus_says_stopped(uint32_t core);
void bus_end(void);
handler bus_normal;

#endif
