// SPDX-License-Identifier: CC0-1.0
// An exception that nobody expects stops the core that made it, with a word;
// the others go on.

#include "traps/exceptions.h"

#include "cpu/cpu.h"
#include "devices/print.h"

void stop_core_with(const char *reason, uint32_t vector)
{
    print("core %u stops: %s, vector %x\n", me(), reason, vector);
    interrupts_off();
    for (;;)
        halt();
}

void exception_normal(struct frame *frame)
{
    print("core %u: exception %u, error %x, eip %x, cs %x, eflags %x\n", me(), frame->vector, frame->error,
          frame->eip, frame->cs, frame->eflags);
    print("  eax %x ebx %x ecx %x edx %x esi %x edi %x ebp %x\n", frame->eax, frame->ebx, frame->ecx,
          frame->edx, frame->esi, frame->edi, frame->ebp);
    stop_core_with("unexpected exception", frame->vector);
}

void spare_normal(struct frame *frame) { (void)frame; }
