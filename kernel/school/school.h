// SPDX-License-Identifier: CC0-1.0
// The interrupt chapter of a school kernel: a small IDT of its own, exceptions
// that become signals, work that an interrupt leaves to the main loop, and a
// panic. Six of its mistakes are switches: tasks, scancode, errorcode, gates,
// registers, fault; each is published or repaired.
#ifndef SCHOOL_SCHOOL_H
#define SCHOOL_SCHOOL_H

#include <stdbool.h>
#include <stdint.h>

// What an exception's handler is shown: the stub's pushes, then the CPU's.
struct school_registers {
    uint32_t edi, esi, ebp, esp, ebx, edx, ecx, eax;
    uint32_t vector, error;
    uint32_t eip, cs, eflags;
    uint32_t user_esp, user_ss;  // only from ring 3
};

void school_idt_load(void);  // this core uses the school's IDT until idt_load()
bool school_has_gate(uint32_t vector);

// Signals: who wants to know of an exception registers here; NULL takes it back.
typedef void school_callback(const struct school_registers *registers);
void school_signal(uint32_t vector, school_callback *callback);
void school_exception(const struct school_registers *registers);

// Work for later: from an interrupt, done by the main loop, in order.
void schedule_task(void (*task)(void));
void run_scheduled_tasks(void);
bool tasks_are_waiting(void);
void school_wait(void);  // until there may be something to do

void school_keyboard_came(void);                        // in the IRQ
void school_key(uint32_t scancode);                     // later, one byte
extern volatile uint32_t school_keys, school_last_key;  // how many of those, and the last

// Says what is known, keeps it (registers, the top of the stack), cleans the
// registers and stops. Never prints through anything that may hold a lock.
#define PANIC_STACK_WORDS 64u
extern struct school_registers panic_registers;
extern uint32_t panic_stack[PANIC_STACK_WORDS];
extern uint32_t panic_stack_from;
_Noreturn void school_panic(const char *why, const struct school_registers *registers);
_Noreturn void panic_clean_and_stop(void);

// An exception in ring 3: its program is over, the kernel goes on.
_Noreturn void school_end_program(void);

#endif
