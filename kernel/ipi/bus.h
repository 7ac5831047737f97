// SPDX-License-Identifier: CC0-1.0
#ifndef IPI_BUS_H
#define IPI_BUS_H

#include <stdbool.h>
#include <stdint.h>

enum { BUS_LOSSY, BUS_STATUS, BUS_NXN, BUS_BITS, BUS_BUSY, BUS_NONE };

void bus_init(void);
uint32_t bus_model(void);
bool bus_present(void);
uint32_t bus_cores(void);
bool bus_says_stopped(uint32_t core);
volatile uint32_t *bus_register(uint32_t offset);

#endif
