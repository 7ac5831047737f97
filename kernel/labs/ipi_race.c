// SPDX-License-Identifier: CC0-1.0
// Three cores send to each other. Cores 1 and 2 send to core 0, core 0 to both
// by turns, and each sends its last message to whoever takes it. Who gets a
// message sends one notice of it to the third core, from within the ISR.

#include "boot/cores.h"
#include "ipi/driver.h"
#include "labs/barrier.h"
#include "labs/ipi_message.h"
#include "labs/labs.h"

#define SENDERS  3u
#define MESSAGES 8u
#define NOTICE   0x800000u

static void notice(uint32_t message)
{
    const uint32_t sender = message_sender(message), third = SENDERS - sender - me();

    if (message & NOTICE)
        return;
    ipi_try(ipi_message(me(), third, NOTICE | sender << 8 | (message & 0xFF)), third);
}

static WATCHED void send_all(uint32_t core)
{
    for (uint32_t i = 0; i < MESSAGES; i++) {
        const uint32_t target = core == 0 ? 1 + i / 2 % 2 : 0;
        ipi_send(ipi_message(core, target, i), target);
    }
    ipi_send_any(ipi_message(core, TO_ANY, MESSAGES));
}

void ipi_race(uint32_t core)
{
    if (cores_up != SENDERS)
        return;
    ipi_on_message = notice;
    send_all(core);
    barrier_wait();  // all messages are on their way, at least
    barrier_wait();  // whoever came here has taken its own, so now the notices are
}
