// SPDX-License-Identifier: CC0-1.0
// The IPI bus, a controller that plain PCs do not have; there something else, or
// nothing, answers at its address. What is needed so far: who is there, who has
// been stopped, and an end for a message of the `busy` model.

#include "ipi/bus.h"

#include "cpu/cpu.h"
#include "traps/vectors.h"

#define BUS     0xFED10000u
#define STOPPED 0x0E00  // + 4 a core
#define CORES   0x0FF4
#define ID      0x0FFC
#define RX_ACK  0x2014

#define ID_FIRST   0x49504930u  // "IPI0", plus the number of the model
#define MODEL_BUSY 4u

static uint32_t model;  // plus one; 0: no bus

static volatile uint32_t *reg(uint32_t offset) { return (volatile uint32_t *)(BUS + offset); }

void bus_init(void)
{
    const uint32_t id = *reg(ID) - ID_FIRST;

    model = id <= MODEL_BUSY ? id + 1 : 0;
}

bool bus_present(void) { return model != 0; }
uint32_t bus_cores(void) { return *reg(CORES); }
bool bus_says_stopped(uint32_t core) { return *reg(STOPPED + 4 * core) != 0; }

void bus_end(void)
{
    if (model == MODEL_BUSY + 1)
        *reg(RX_ACK) = 1;
}

void bus_normal(struct frame *frame) { (void)frame; }
