// SPDX-License-Identifier: CC0-1.0
// Brings the other cores up, one after the other, as SDM vol. 3, 9.4.4.1 says:
// INIT, then STARTUP. The manual's delays are for a bus of 1997; here a flag
// tells that the core has come, and every wait is bounded by a count. Numbers
// of cores and LAPIC IDs are the same on the machines this kernel knows.

#include "boot/cores.h"

#include "boot/firmware.h"
#include "cpu/memory.h"
#include "devices/print.h"
#include "ipi/lapic.h"

#define STARTUPS     1000u  // tries a core; a STARTUP to a running core does nothing
#define WAIT_PER_TRY 10000u

uint8_t stacks[MAX_CORES][STACK_SIZE] __attribute__((aligned(16)));
volatile uint32_t cores_up = 1;
volatile uint32_t starting_core;  // read by ap_entry

extern const uint8_t trampoline_begin[], trampoline_end[];

static bool wait_for(uint32_t core)
{
    for (uint32_t i = 0; i < WAIT_PER_TRY; i++) {
        if (cores_up > core)
            return true;
        pause();
    }
    return false;
}

static bool start_core(uint32_t core)
{
    starting_core = core;
    lapic_send_init(core);
    for (uint32_t i = 0; i < STARTUPS; i++) {
        lapic_send_startup(core, TRAMPOLINE >> 12);
        if (wait_for(core))
            return true;
    }
    return false;
}

void start_other_cores(void)
{
    const uint32_t wanted = firmware_cores();

    memcpy((void *)TRAMPOLINE, trampoline_begin, (size_t)(trampoline_end - trampoline_begin));
    for (uint32_t core = 1; core < wanted && core < MAX_CORES; core++) {
        if (!start_core(core)) {
            print("core %u does not start; going on with %u\n", core, cores_up);
            return;
        }
    }
}
