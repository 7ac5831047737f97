// SPDX-License-Identifier: CC0-1.0
// The way from the boot loader to a lab, in the order in which things are needed.

#include "boot/cores.h"
#include "boot/multiboot.h"
#include "boot/switches.h"
#include "cpu/segments.h"
#include "devices/console.h"
#include "devices/exit.h"
#include "devices/keyboard.h"
#include "devices/pic.h"
#include "devices/print.h"
#include "handlers/handles.h"
#include "ipi/bus.h"
#include "ipi/driver.h"
#include "ipi/lapic.h"
#include "labs/barrier.h"
#include "labs/labs.h"
#include "pmm/pmm.h"
#include "traps/idt.h"

static void read_command_line(const struct multiboot_info *info)
{
    char refused[32];

    if (switches_parse(&switches, multiboot_command_line(info), refused))
        return;
    print("cannot use '%s'; there are:", refused);
    switches_print_all();
    exit_machine(1);
}

// Every core, core 0 last: the barrier opens when all are here.
_Noreturn static void run_lab(uint32_t core)
{
    interrupts_on();
    barrier_wait();
    lab_main(core);
    lab_done(core);
    for (;;)
        halt();
}

void ap_main(uint32_t core)
{
    segments_load(core);
    idt_load();
    lapic_enable(core);
    cores_up = core + 1;
    while (!barrier_is_set())  // until core 0 knows how many we are
        pause();
    run_lab(core);
}

void kernel_main(uint32_t magic, const void *multiboot_info)
{
    segments_load(0);
    console_init();
    if (magic != MULTIBOOT_LOADED)
        exit_machine(1);
    read_command_line(multiboot_info);
    idt_init();
    idt_load();
    handles_init();
    pmm_init(multiboot_info);
    pic_init();
    keyboard_init();
    lapic_enable(0);
    bus_init();
    ipi_init();
    start_other_cores();
    print("%s: %u cores, %u of %u pages free\n", labs[switches.lab].name, cores_up, pmm_free_count,
          pmm_total);
    barrier_set(cores_up);
    run_lab(0);
}
