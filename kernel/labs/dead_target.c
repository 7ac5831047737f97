// SPDX-License-Identifier: CC0-1.0
// Core 2 is killed before anybody sends to it. The others do not know.

#include "boot/cores.h"
#include "ipi/driver.h"
#include "labs/ipi_message.h"
#include "labs/labs.h"

#define MESSAGES 3u
#define TARGET   2u

static volatile uint32_t living_done;

static WATCHED void wait_to_die(void)
{
    for (;;)
        pause();
}

static void send_to_both(uint32_t core)
{
    const uint32_t other = 1 - core;

    for (uint32_t i = 0; i < MESSAGES; i++) {
        ipi_send(ipi_message(core, TARGET, i), TARGET);
        ipi_send(ipi_message(core, other, i), other);
    }
}

void dead_target(uint32_t core)
{
    if (cores_up <= TARGET)
        return;
    if (core == TARGET)
        wait_to_die();
    if (core > TARGET)
        return;
    send_to_both(core);
    fetch_add(&living_done, 1);
    while (living_done < TARGET)
        pause();
}
