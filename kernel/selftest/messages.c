// SPDX-License-Identifier: CC0-1.0
// Messages through the driver, whichever controller is behind it: the IPI bus
// here, the LAPIC on a plain PC. Every core sends to every other.

#include <stddef.h>

#include "boot/cores.h"
#include "ipi/driver.h"
#include "labs/barrier.h"
#include "labs/ipi_message.h"
#include "selftest/selftest.h"

#define MESSAGES 50u

static struct tally {
    volatile uint32_t received, wrong, any;
    uint32_t next[MAX_CORES];  // the number that a sender's next message has
} tallies[MAX_CORES];

static void count(uint32_t message)
{
    struct tally *mine = &tallies[me()];
    const uint32_t sender = message_sender(message), target = message >> 24 & 15;

    if (target == TO_ANY) {
        fetch_add(&tallies[sender].any, 1);
        return;
    }
    mine->received = mine->received + 1;
    if (target != me() || (message & 0xFF) != mine->next[sender]++)
        mine->wrong = mine->wrong + 1;
}

// Where cores are threads of a host, one may wait long for its turn and is not dead.
#define LONG_PATIENCE 50000000u

void test_messages(uint32_t core)
{
    const uint32_t patience = ipi_patience;
    uint32_t refused = 0;

    if (cores_up == 1)
        return;
    if (core == 0)
        ipi_on_message = count;
    barrier_wait();
    ipi_patience = LONG_PATIENCE;
    barrier_wait();
    for (uint32_t i = 0; i < MESSAGES; i++)
        for (uint32_t other = 1; other < cores_up; other++) {
            const uint32_t target = (core + other) % cores_up;
            refused += !ipi_send(ipi_message(core, target, i), target);
        }
    refused += !ipi_send_any(ipi_message(core, TO_ANY, 0));
    fetch_add(&tallies[core].wrong, refused);
    WAIT_UNTIL(tallies[core].received >= MESSAGES * (cores_up - 1) && tallies[core].any >= 1);
    barrier_wait();
    ipi_patience = patience;
    if (core != 0)
        return;
    for (uint32_t c = 0; c < cores_up; c++)
        found(tallies[c].wrong == 0 && tallies[c].received == MESSAGES * (cores_up - 1),
              "core %u: %u messages from the others, %u wrong; its own to any core taken by %u", c,
              tallies[c].received, tallies[c].wrong, tallies[c].any);
    ipi_on_message = NULL;
}

// By core 0, of a core that will not answer any more.
void test_messages_to_the_dead(uint32_t dead)
{
    const uint32_t first = ipi_send(ipi_message(0, dead, 0), dead);
    const uint32_t second = ipi_send(ipi_message(0, dead, 1), dead);

    found(first == 1 && second == 0 && ipi_is_suspected(dead),
          "core %u is dead: first message %u, second %u, %s", dead, first, second,
          ipi_is_suspected(dead) ? "suspected" : "believed to live");
}
