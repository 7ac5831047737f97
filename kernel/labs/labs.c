// SPDX-License-Identifier: CC0-1.0
// The table of labs; the first is what runs without lab=.

#include "labs/labs.h"

#include <stddef.h>

#include "boot/switches.h"
#include "cpu/cpu.h"
#include "devices/print.h"

const struct lab labs[] = {
    {"demo", demo}, {"twin-swap", twin_swap}, {"dead-holder", dead_holder}, {"selftest", selftest},
    {NULL, NULL},
};

WATCHED void lab_main(uint32_t core) { labs[switches.lab].run(core); }

WATCHED void lab_done(uint32_t core) { debug("core %u done\n", core); }
