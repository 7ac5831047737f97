// SPDX-License-Identifier: CC0-1.0
// A doorbell that says neither who rang nor why: the bit-coded model, as OpenPIC
// has it, and the LAPIC's fixed IPI on a plain PC. The message lies in memory,
// in a place for every pair of cores. Two rings may become one, so the receiver
// first silences the bell and then looks into every place.

#include "boot/cores.h"
#include "boot/switches.h"
#include "ipi/bus.h"
#include "ipi/driver.h"
#include "ipi/lapic.h"
#include "traps/vectors.h"

#define RING    0x1A00  // a bit a target
#define SILENCE 0x1A08

static struct letter {
    volatile uint32_t message, full;
} letters[MAX_CORES][MAX_CORES];  // [target][sender]

static bool place_is_empty(uint32_t target)
{
    return switches.driver == DRIVER_OVERWRITE || !letters[target][me()].full;
}

// The message first: whoever sees `full` sees it too (SDM vol. 3, 9.2.2).
static void lay_down(uint32_t message, uint32_t target)
{
    letters[target][me()].message = message;
    letters[target][me()].full = 1;
}

static void put_and_ring_bus(uint32_t message, uint32_t target)
{
    lay_down(message, target);
    *bus_register(RING) = 1u << target;
}

static void put_and_ring_lapic(uint32_t message, uint32_t target)
{
    lay_down(message, target);
    lapic_send_fixed(target, VECTOR_DOORBELL);
}

static bool always(uint32_t target)
{
    (void)target;
    return true;
}

static void take_all(void)
{
    for (uint32_t sender = 0; sender < cores_up; sender++) {
        struct letter *letter = &letters[me()][sender];
        if (!letter->full)
            continue;
        const uint32_t message = letter->message;
        letter->full = 0;
        ipi_received(message);
    }
}

static void receive_from_bus(void)
{
    if (switches.driver != DRIVER_CLEAR_ALL)
        *bus_register(SILENCE) = 1;
    take_all();
    if (switches.driver == DRIVER_CLEAR_ALL)  // a ring in between is silenced and not looked after
        *bus_register(SILENCE) = 1;
}

// The LAPIC moved the request into service before the handler began: a second
// ring waits in the IRR (SDM vol. 3, 11.8.4).
const struct ipi_model ipi_bits = {place_is_empty, put_and_ring_bus, always, receive_from_bus};
const struct ipi_model ipi_lapic = {place_is_empty, put_and_ring_lapic, always, take_all};
