// SPDX-License-Identifier: CC0-1.0
// What is the same for every model: when interrupts are off, how long a sender
// is patient, and whom it no longer believes to be alive. driver=right does it
// as it should be done; each of the other values makes one mistake.

#include "ipi/driver.h"

#include <stddef.h>

#include "boot/cores.h"
#include "boot/switches.h"
#include "ipi/bus.h"

#define LONGEST_GAP 4u     // log2

void (*ipi_on_message)(uint32_t message);

uint32_t ipi_patience = 1000;

static const struct ipi_model *model = &ipi_lapic;
static volatile uint32_t suspects;  // a bit a core

void ipi_init(void)
{
    static const struct ipi_model *const models[] = {&ipi_lossy, &ipi_status, &ipi_nxn,
                                                     &ipi_bits,  &ipi_busy,   &ipi_lapic};
    model = models[bus_model()];
}

// Scripts stop at the three parts of an attempt.
static WATCHED uint32_t ipi_aim(uint32_t target) { return model->aim(target); }
static WATCHED void ipi_put(uint32_t message, uint32_t target) { model->put(message, target); }
static WATCHED uint32_t ipi_outcome(uint32_t target) { return model->outcome(target); }

static uint32_t attempt(uint32_t message, uint32_t target)
{
    if (!ipi_aim(target))
        return 0;
    ipi_put(message, target);
    return ipi_outcome(target);
}

// The three parts belong together: an ISR that also sends would come in between
// and leave its own target behind. Between two attempts interrupts are open, or
// two cores that send to each other would both wait for the other's ISR.
WATCHED uint32_t ipi_try(uint32_t message, uint32_t target)
{
    if (switches.driver == DRIVER_ISR_SENDS)
        return attempt(message, target);
    const uint32_t flags = flags_save_and_cli();
    const uint32_t good = attempt(message, target);
    flags_restore(flags);
    return good;
}

// A core whose RX stays full is dead, or as good as dead.
WATCHED void ipi_suspect(uint32_t core)
{
    uint32_t seen = suspects;

    while (compare_exchange(&suspects, seen, seen | 1u << core) != seen)
        seen = suspects;
}

bool ipi_is_suspected(uint32_t core) { return suspects >> core & 1; }

static void wait_between(uint32_t tries)
{
    for (uint32_t left = 1u << (tries < LONGEST_GAP ? tries : LONGEST_GAP); left > 0; left--)
        pause();
}

static uint32_t send_patiently(uint32_t message, uint32_t target)
{
    for (uint32_t tries = 0; tries < ipi_patience && !ipi_is_suspected(target); tries++) {
        if (ipi_try(message, target))
            return 1;
        wait_between(tries);
    }
    if (!ipi_is_suspected(target))
        ipi_suspect(target);
    return 0;
}

WATCHED uint32_t ipi_send(uint32_t message, uint32_t target)
{
    if (switches.driver != DRIVER_IRQS_OFF)
        return send_patiently(message, target);
    const uint32_t flags = flags_save_and_cli();  // for the whole of it: the mistake
    const uint32_t good = send_patiently(message, target);
    flags_restore(flags);
    return good;
}

// One that is busy now will be busy for a while: others may have time. Nobody is
// suspected here, since nobody was asked often.
WATCHED uint32_t ipi_send_any(uint32_t message)
{
    for (uint32_t tries = 0; tries < ipi_patience; tries++) {
        for (uint32_t i = 1; i < cores_up; i++) {
            const uint32_t target = (me() + i) % cores_up;
            if (!ipi_is_suspected(target) && ipi_try(message, target))
                return 1;
        }
        wait_between(tries);
    }
    return 0;
}

WATCHED void ipi_received(uint32_t message)
{
    if (ipi_on_message)
        ipi_on_message(message);
}

void ipi_normal(struct frame *frame)
{
    (void)frame;
    model->receive();
}
