// SPDX-License-Identifier: CC0-1.0
// Models (a) and (a'): one box a core, for all senders. A message that finds the
// box full is dropped. (a) tells nobody; (a') lets the outcome of the last write
// be read, whoever made it, so another sender may come in between. No driver can
// mend either: what is missing is in the hardware.

#include "ipi/bus.h"
#include "ipi/driver.h"

#define BOX     0x000  // + 10h a core
#define OUTCOME 0x004  // + 10h a core; (a') only
#define MESSAGE 0x800
#define ACK     0x808

static bool aim_at_box(uint32_t target)
{
    (void)target;
    return true;
}

static void put_into_box(uint32_t message, uint32_t target) { *bus_register(BOX + 0x10 * target) = message; }

static bool hope(uint32_t target)
{
    (void)target;
    return true;
}

static bool read_outcome(uint32_t target) { return *bus_register(OUTCOME + 0x10 * target) != 0; }

// Read first: after the acknowledgement the box is the next sender's.
static void receive_from_box(void)
{
    const uint32_t message = *bus_register(MESSAGE);

    *bus_register(ACK) = 1;
    ipi_received(message);
}

const struct ipi_model ipi_lossy = {aim_at_box, put_into_box, hope, receive_from_box};
const struct ipi_model ipi_status = {aim_at_box, put_into_box, read_outcome, receive_from_box};
