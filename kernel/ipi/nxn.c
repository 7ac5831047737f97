// SPDX-License-Identifier: CC0-1.0
// Model (b): a slot for every pair of cores. A sender has its slot for itself,
// but must not write while it is full; a receiver must clear those bits only
// whose messages it has read.

#include "boot/cores.h"
#include "boot/switches.h"
#include "ipi/bus.h"
#include "ipi/driver.h"

#define SEND     0x1000  // + 4 a target; reads 1 while full
#define PENDING  0x1800
#define CLEAR    0x1804
#define RECEIVED 0x1900  // + 4 a sender
#define ALL      0xFFFFu

static bool slot_is_empty(uint32_t target)
{
    return switches.driver == DRIVER_OVERWRITE || *bus_register(SEND + 4 * target) == 0;
}

static void put_into_slot(uint32_t message, uint32_t target) { *bus_register(SEND + 4 * target) = message; }

static bool always(uint32_t target)
{
    (void)target;
    return true;
}

static void receive_clearing_each(uint32_t pending)
{
    for (uint32_t sender = 0; sender < cores_up; sender++) {
        if (!(pending >> sender & 1))
            continue;
        const uint32_t message = *bus_register(RECEIVED + 4 * sender);
        *bus_register(CLEAR) = 1u << sender;
        ipi_received(message);
    }
}

// The mistake: what came since `pending` was read is cleared too.
static void receive_clearing_all(uint32_t pending)
{
    for (uint32_t sender = 0; sender < cores_up; sender++)
        if (pending >> sender & 1)
            ipi_received(*bus_register(RECEIVED + 4 * sender));
    *bus_register(CLEAR) = ALL;
}

static void receive_from_slots(void)
{
    const uint32_t pending = *bus_register(PENDING);

    if (switches.driver == DRIVER_CLEAR_ALL)
        receive_clearing_all(pending);
    else
        receive_clearing_each(pending);
}

const struct ipi_model ipi_nxn = {slot_is_empty, put_into_slot, always, receive_from_slots};
