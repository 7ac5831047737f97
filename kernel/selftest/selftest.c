// SPDX-License-Identifier: CC0-1.0
// The order of the tests, and the end through port F4: 0 if all is right.

#include "selftest/selftest.h"

#include <stdarg.h>

#include "boot/cores.h"
#include "boot/switches.h"
#include "devices/exit.h"
#include "devices/print.h"
#include "ipi/lapic.h"
#include "labs/barrier.h"
#include "labs/labs.h"

static uint32_t wrong;

void found(bool right, const char *format, ...)
{
    char line[128];
    va_list values;

    va_start(values, format);
    format_values(line, sizeof line, format, &values);
    va_end(values);
    print("= %s%s\n", line, right ? "" : " WRONG");
    wrong += !right;
}

static void core_0_alone(void)
{
    test_switches();
    test_tables();
    test_exceptions();
    test_frames();
    test_answers();
    test_backoff();
    test_interrupts();
    test_keyboard();
    test_ring_3();
    test_lock_kinds();
    test_files();
    test_school();
    test_threads();
}

void test_cores(uint32_t core)
{
    static volatile uint32_t numbers[MAX_CORES];

    numbers[core] = me() << 8 | lapic_id();
    barrier_wait();
    if (core != 0)
        return;
    found(true, "cores up: %u", cores_up);
    for (uint32_t c = 0; c < cores_up; c++)
        found(numbers[c] == (c << 8 | c), "core %u: task register says %u, lapic says %u", c, numbers[c] >> 8,
              numbers[c] & 0xFF);
}

void selftest(uint32_t core)
{
    test_cores(core);
    if (core == 0)
        core_0_alone();
    barrier_wait();
    test_ipis(core);
    test_messages(core);
    test_paths(core);
    test_locks(core);
    test_shared_file(core);
    test_dead_core(core);
    if (core != 0)
        return;
    found(wrong == 0, "findings that are wrong: %u", wrong);
    lab_done(core);
    exit_machine(wrong != 0);
}
