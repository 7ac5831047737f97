// SPDX-License-Identifier: CC0-1.0
// The IPI bus, a controller that plain PCs do not have; there something else, or
// nothing, answers at its address. What all of its models have in common: which
// model it is, who is there, and who has been stopped.

#include "ipi/bus.h"

#define BUS     0xFED10000u
#define STOPPED 0x0E00  // + 4 a core
#define CORES   0x0FF4
#define ID      0x0FFC

#define ID_FIRST 0x49504930u  // "IPI0", plus the number of the model

static uint32_t model = BUS_NONE;

volatile uint32_t *bus_register(uint32_t offset) { return (volatile uint32_t *)(BUS + offset); }

void bus_init(void)
{
    const uint32_t id = *bus_register(ID) - ID_FIRST;

    model = id < BUS_NONE ? id : BUS_NONE;
}

uint32_t bus_model(void) { return model; }
bool bus_present(void) { return model != BUS_NONE; }
uint32_t bus_cores(void) { return *bus_register(CORES); }
bool bus_says_stopped(uint32_t core) { return *bus_register(STOPPED + 4 * core) != 0; }
