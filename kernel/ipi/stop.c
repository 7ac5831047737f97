// SPDX-License-Identifier: CC0-1.0
// Stops another core for good: an INIT leaves it waiting for a STARTUP that
// never comes. Its stores that are under way may still arrive; the bus says when
// they have. A plain PC says nothing, so 10 ms have to do.

#include "ipi/stop.h"

#include "boot/cores.h"
#include "devices/pit.h"
#include "ipi/bus.h"
#include "ipi/lapic.h"

#define WAIT_STOPPED 100000u

extern const uint8_t trampoline_begin[], trampoline_park[];

// After INIT the boot processor of a PC does not wait: it runs the BIOS (SDM
// vol. 3, 9.4), which goes on at 40:67 if CMOS byte 0F says 0Ah.
static void park_the_boot_processor(void)
{
    out8(0x70, 0x0F);
    out8(0x71, 0x0A);
    *(volatile uint16_t *)(0x467) = (uint16_t)(trampoline_park - trampoline_begin);
    *(volatile uint16_t *)(0x469) = TRAMPOLINE >> 4;
}

// Scripts stop here: the suspect runs no more, but what it stored is not all in memory.
static WATCHED void its_stores_are_under_way(void) { pause(); }

bool stop_core(uint32_t core)
{
    if (!bus_present()) {
        if (core == 0)
            park_the_boot_processor();
        lapic_send_init(core);
        pit_wait_10_ms();
        return true;
    }
    lapic_send_init(core);
    for (uint32_t i = 0; i < WAIT_STOPPED; i++) {
        if (bus_says_stopped(core))
            return true;
        its_stores_are_under_way();
    }
    return false;
}
