// SPDX-License-Identifier: CC0-1.0
// The end. Nothing is trusted any more: the text goes byte by byte to the serial
// port and the screen, whoever else may be writing there, and numbers are made
// here. What was found stays in memory for whoever looks with a debugger.

#include "cpu/cpu.h"
#include "devices/serial.h"
#include "devices/vga.h"
#include "school/school.h"

struct school_registers panic_registers;
uint32_t panic_stack[PANIC_STACK_WORDS];
uint32_t panic_stack_from;

extern const uint8_t kernel_end[];

static void put(char c)
{
    vga_put(c);
    if (c == '\n')
        serial_put('\r');
    serial_put(c);
}

static void say(const char *text)
{
    while (*text)
        put(*text++);
}

static void say_value(const char *name, uint32_t value)
{
    say(name);
    for (int shift = 28; shift >= 0; shift -= 4)
        put("0123456789ABCDEF"[value >> shift & 15]);
}

static void keep_stack(uint32_t from)
{
    panic_stack_from = from;
    for (uint32_t i = 0; i < PANIC_STACK_WORDS; i++) {
        const uint32_t at = from + 4 * i;
        panic_stack[i] = at < (uint32_t)kernel_end ? *(const uint32_t *)at : 0;
    }
}

static void dump(const struct school_registers *r)
{
    say_value("eax ", r->eax);
    say_value(" ebx ", r->ebx);
    say_value(" ecx ", r->ecx);
    say_value(" edx ", r->edx);
    say_value("\nesi ", r->esi);
    say_value(" edi ", r->edi);
    say_value(" ebp ", r->ebp);
    say_value(" eip ", r->eip);
    say_value("\ncs ", r->cs);
    say_value(" eflags ", r->eflags);
    say_value(" vector ", r->vector);
    say_value(" error ", r->error);
    say("\n");
}

// The stack as it was: pushal saved ESP after the CPU's three words (and ours).
WATCHED void school_panic(const char *why, const struct school_registers *registers)
{
    interrupts_off();
    panic_registers = *registers;
    keep_stack((uint32_t)registers);
    say("panic: ");
    say(why);
    say("\n");
    dump(&panic_registers);
    panic_clean_and_stop();
}
