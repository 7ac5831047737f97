// SPDX-License-Identifier: CC0-1.0
// Model (c): a destination, then the data, and the status at once. Nothing is
// lost; but destination and data are two writes, and "accepted" means only that
// the message lies in the target's register, not that anybody has read it.

#include "ipi/bus.h"
#include "ipi/driver.h"

#define DESTINATION 0x2000
#define DATA        0x2004
#define STATUS      0x2008
#define RX_DATA     0x200C
#define RX_ACK      0x2014

static bool set_destination(uint32_t target)
{
    *bus_register(DESTINATION) = target;
    return true;
}

static void put_data(uint32_t message, uint32_t target)
{
    (void)target;
    *bus_register(DATA) = message;
}

static bool was_accepted(uint32_t target)
{
    (void)target;
    return *bus_register(STATUS) != 0;
}

static void receive_from_register(void)
{
    const uint32_t message = *bus_register(RX_DATA);

    *bus_register(RX_ACK) = 1;
    ipi_received(message);
}

const struct ipi_model ipi_busy = {set_destination, put_data, was_accepted, receive_from_register};
