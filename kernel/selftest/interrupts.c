// SPDX-License-Identifier: CC0-1.0
// IRQ 0 from the PIT, who ends it under both kinds of EOI, and LAPIC IPIs.

#include "boot/cores.h"
#include "boot/switches.h"
#include "devices/pic.h"
#include "devices/pit.h"
#include "handlers/handles.h"
#include "ipi/lapic.h"
#include "labs/barrier.h"
#include "selftest/selftest.h"

#define ONE_MS 1193u

static volatile uint32_t in_service_before, in_service_after, calls;

// Inside IRQ 0, another interrupt that no controller knows of.
static void nesting_normal(struct frame *frame)
{
    (void)frame;
    in_service_before = pic_in_service();
    __asm__ volatile("int $0x30" : : : "memory");
    in_service_after = pic_in_service();
    pic_allow(0, false);
    calls = calls + 1;
}

static void test_eoi(uint32_t kind, const char *name, uint32_t expected)
{
    const uint32_t before = switches.eoi;

    switches.eoi = kind;
    calls = 0;
    reg_handle(VECTOR_TIMER, nesting_normal);
    pic_allow(0, true);
    WAIT_UNTIL(calls);
    reg_handle(VECTOR_TIMER, timer_normal);
    switches.eoi = before;
    found(in_service_after == expected,
          "eoi=%s: in service %x in irq 0, %x after an int inside it, %x behind it", name, in_service_before,
          in_service_after, (uint32_t)pic_in_service());
}

void test_interrupts(void)
{
    pit_start(ONE_MS);
    pic_allow(0, true);
    WAIT_UNTIL(ticks >= 3);
    pic_allow(0, false);
    found(ticks >= 3, "irq 0 from the pit: %s", ticks >= 3 ? "delivered" : "missing");
    test_eoi(EOI_PUBLISHED, "published", 0);
    test_eoi(EOI_EXACT, "exact", 1);
    found(pic_masks() == 0xFFF9, "pic masks: %x again", (uint32_t)pic_masks());
}

void test_ipis(uint32_t core)
{
    lapic_send_fixed((core + 1) % cores_up, VECTOR_PING);
    WAIT_UNTIL(pings[core]);
    barrier_wait();
    if (core == 0)
        for (uint32_t c = 0; c < cores_up; c++)
            found(pings[c] == 1, "core %u: ipis received from its neighbour: %u", c, pings[c]);
    barrier_wait();
}
