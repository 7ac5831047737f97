// SPDX-License-Identifier: CC0-1.0
// Core 0 asks to be interrupted seven times: with interrupts on, off (twice), masked in
// the 8259, inside the handler of the same interrupt, and in the shadow of an sti.
// In lab=no-choice a device asks: IRQ 5 is raised whenever core 0 is in an `ask`
// function. In lab=no-choice-int core 0 says `int` there itself.

#include "devices/pic.h"
#include "devices/print.h"
#include "handlers/handles.h"
#include "labs/labs.h"

#define IRQ       5u
#define NO_CHOICE 0x83  // a gate of its own
#define A_MOMENT  50u

static bool by_int;
static volatile uint32_t calls, ask_again;

// The interrupt comes, or it does not, while the core is here.
WATCHED static void ask(void)
{
    if (by_int)
        __asm__ volatile("int %0" : : "i"(NO_CHOICE) : "memory");
    else
        for (uint32_t i = 0; i < A_MOMENT; i++)
            pause();
}

// Interrupts wait for one instruction more behind an sti (SDM vol. 2, STI): here
// until this function has returned.
WATCHED __attribute__((naked)) static void ask_behind_sti(void)
{
    __asm__ volatile("cmpb $0, %c0\n\t"
                     "jne 1f\n\t"
                     "sti\n\t"
                     "ret\n"
                     "1:\tsti\n\t"
                     "int %1\n\t"
                     "ret"
                     :
                     : "i"(&by_int), "i"(NO_CHOICE)
                     : "memory");
}

WATCHED static void no_choice_handler(struct frame *frame)
{
    (void)frame;
    calls = calls + 1;
    if (ask_again) {
        ask_again = 0;
        interrupts_on();  // only the 8259 holds the next one back
        ask();
    }
}

static void run(uint32_t core)
{
    if (core != 0)
        return;
    reg_handle(VECTOR_PIC + IRQ, no_choice_handler);
    reg_handle(NO_CHOICE, no_choice_handler);
    pic_allow(IRQ, !by_int);
    ask();
    interrupts_off();
    ask();
    ask();  // the second one merges with the first
    interrupts_on();
    pic_allow(IRQ, false);
    ask();
    pic_allow(IRQ, !by_int);
    ask_again = 1;
    ask();
    interrupts_off();
    ask_behind_sti();
    pic_allow(IRQ, false);
    print("asked 7 times, answered %u times\n", calls);
}

void no_choice(uint32_t core) { run(core); }

void no_choice_int(uint32_t core)
{
    by_int = true;
    run(core);
}
