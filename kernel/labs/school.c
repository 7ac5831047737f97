// SPDX-License-Identifier: CC0-1.0
// The school kernel's main loop on core 0: run what interrupts have left, wait
// for the next, until so many bytes have come from the keyboard.

#include "school/school.h"
#include "cpu/cpu.h"
#include "devices/print.h"
#include "labs/labs.h"
#include "traps/idt.h"

#define KEYS 4u

void school(uint32_t core)
{
    if (core != 0)
        return;
    school_idt_load();
    while (school_keys < KEYS) {
        run_scheduled_tasks();
        if (school_keys < KEYS)
            school_wait();
    }
    idt_load();
}

// An instruction that there is not, and nobody who has registered for it.
void school_stop(uint32_t core)
{
    if (core != 0)
        return;
    school_idt_load();
    __asm__ volatile("movl $0x11111111, %%eax\n\t"
                     "movl $0x22222222, %%esi\n\t"
                     "pushl $0x33333333\n\t"
                     "ud2"
                     :
                     :
                     : "eax", "esi", "memory");
}

void enter_ring_3(void (*program)(void), void *stack_top);  // selftest/ring3_switch.S

static uint8_t program_stack[1024] __attribute__((aligned(16)));

static void bad_program(void)
{
    interrupts_off();  // not allowed in ring 3
    for (;;)
        ;
}

// Any program may make a mistake. Is it the end of the program, or of the machine?
void school_fault(uint32_t core)
{
    if (core != 0)
        return;
    interrupts_off();
    school_idt_load();
    enter_ring_3(bad_program, program_stack + sizeof program_stack);
    idt_load();
    interrupts_on();
    print("the program is over, the kernel goes on\n");
}
