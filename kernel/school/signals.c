// SPDX-License-Identifier: CC0-1.0
// An exception goes to whoever has registered for it. If nobody has, it depends
// on the CPL at which it happened: the kernel's own mistakes are a panic. As
// published (fault=) a program's mistakes are too, so any program can stop the
// machine; repaired, the program is over and the kernel goes on.

#include <stddef.h>

#include "boot/switches.h"
#include "school/school.h"

#define SIGNALS 32u

static school_callback *callbacks[SIGNALS];

void school_signal(uint32_t vector, school_callback *callback)
{
    if (vector < SIGNALS)
        callbacks[vector] = callback;
}

static bool is_from_ring_3(const struct school_registers *registers) { return (registers->cs & 3) == 3; }

void school_exception(const struct school_registers *registers)
{
    if (registers->vector < SIGNALS && callbacks[registers->vector]) {
        callbacks[registers->vector](registers);
        return;
    }
    if (is_from_ring_3(registers) && switches.fault == SCHOOL_REPAIRED)
        school_end_program();
    school_panic("unexpected exception", registers);
}

extern const uint8_t leave_ring_3[];

// To where the kernel entered ring 3; what lies on the stack in between is over.
void school_end_program(void)
{
    __asm__ volatile("jmp *%0" : : "r"(leave_ring_3));
    __builtin_unreachable();
}
