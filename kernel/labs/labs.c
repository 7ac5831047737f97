// SPDX-License-Identifier: CC0-1.0
// The table of labs; the first is what runs without lab=.

#include "labs/labs.h"

#include <stddef.h>

#include "boot/switches.h"
#include "cpu/cpu.h"
#include "devices/print.h"

const struct lab labs[] = {
    {"demo", demo},
    {"twin-swap", twin_swap},
    {"unguarded-int", unguarded_int},
    {"store-buffer", store_buffer},
    {"early-unlock", early_unlock},
    {"vanishing-answer", vanishing_answer},
    {"in-flight-handler", in_flight_handler},
    {"alloc-beside-free", alloc_beside_free},
    {"dead-holder", dead_holder},
    {"starvation", starvation},
    {"nested-cross", nested_cross},
    {"irq-over-holder", irq_over_holder},
    {"no-choice", no_choice},
    {"no-choice-int", no_choice_int},
    {"deleted-lock", deleted_lock},
    {"shared-line", shared_line},
    {"compare", compare},
    {"compare-int", compare_int},
    {"selftest", selftest},
    {"stolen-eoi", stolen_eoi},
    {"dead-keyboard", dead_keyboard},
    {"late-note", late_note},
    {"ipi-race", ipi_race},
    {"dead-target", dead_target},
    {"kernel-lock-abba", kernel_lock_abba},
    {"irq-load", irq_load},
    {"irq-load-long", irq_load_long},
    {"school", school},
    {"school-panic", school_stop},
    {"school-fault", school_fault},
    {NULL, NULL},
};

WATCHED void lab_main(uint32_t core) { labs[switches.lab].run(core); }

WATCHED void lab_done(uint32_t core) { debug("core %u done\n", core); }
