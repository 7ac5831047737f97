// SPDX-License-Identifier: CC0-1.0
// The school kernel's mistakes and their repairs, as far as they can be looked
// at without ending the machine: a callback notes what it is shown and goes on
// behind the instruction, without the iret that may be wrong.

#include "school/school.h"

#include <stddef.h>

#include "boot/switches.h"
#include "cpu/cpu.h"
#include "selftest/selftest.h"
#include "traps/idt.h"

uint32_t school_site, school_resume, school_esp;  // set by RAISE
static struct school_registers shown;
static uint32_t caught;
static const char *const names[] = {"published", "repaired"};

#define KNOWN 0x12345678u

static void note_and_go_on(const struct school_registers *registers)
{
    shown = *registers;
    caught++;
    __asm__ volatile("movl school_esp, %esp\n\tjmp *school_resume");
}

// ESI and EDI carry selectors that nobody has; EBX a value to be known again.
#define RAISE(...)                                                                                           \
    __asm__ volatile("movl $1f, school_site\n\t"                                                             \
                     "movl $2f, school_resume\n\t"                                                           \
                     "pushl %%ebp\n\t"                                                                       \
                     "movl %%esp, school_esp\n\t" __VA_ARGS__ "\n"                                           \
                     "2:\tpopl %%ebp"                                                                        \
                     :                                                                                       \
                     : "b"(KNOWN), "D"(0xFFF8)                                                               \
                     : "eax", "ecx", "edx", "esi", "memory", "cc")

static void catch (uint32_t vector)
{
    caught = 0;
    school_signal(vector, note_and_go_on);
    school_idt_load();
}

static void let_go(uint32_t vector)
{
    school_signal(vector, NULL);
    idt_load();
}

static const char *eip_name(uint32_t eip)
{
    if (eip == school_site)
        return "the instruction";
    return eip == 0xFFF8 ? "the error code" : "something else";
}

static void test_registers(uint32_t kind)
{
    switches.registers = kind;
    catch (6);
    RAISE("1:\tud2");
    let_go(6);
    found((shown.eip == school_site && shown.ebx == KNOWN) == (kind == SCHOOL_REPAIRED) && caught == 1,
          "school registers=%s: #UD shows eip as %s, ebx %s", names[kind], eip_name(shown.eip),
          shown.ebx == KNOWN ? "as it was" : "as it never was");
}

// As published the frame begins with the error code: that is what iret would take.
static void test_error_code(uint32_t kind)
{
    uint32_t next;

    switches.registers = SCHOOL_PUBLISHED;
    switches.errorcode = kind;
    catch (13);
    RAISE("1:\tmovw %%di, %%gs");
    let_go(13);
    next = shown.edi;  // the frame's first word, see school/idt.c
    found((next == school_site) == (kind == SCHOOL_REPAIRED) && caught == 1,
          "school errorcode=%s: the handler of #GP would return to %s", names[kind], eip_name(next));
}

static void test_gates(uint32_t kind)
{
    switches.registers = SCHOOL_REPAIRED;
    switches.gates = kind;
    catch (13);
    school_signal(18, note_and_go_on);
    RAISE("1:\tint $18");
    school_signal(18, NULL);
    let_go(13);
    found(shown.vector == (kind == SCHOOL_REPAIRED ? 18 : 13) && caught == 1,
          "school gates=%s: int 18 arrives as vector %u, error %x, gate 31 %s", names[kind], shown.vector,
          shown.error, school_has_gate(31) ? "there" : "missing");
}

void enter_ring_3(void (*program)(void), void *stack_top);
static uint8_t user_stack[1024] __attribute__((aligned(16)));
static volatile uint32_t went_on;

static void bad_program(void)
{
    interrupts_off();  // not allowed in ring 3
    went_on = 1;
    for (;;)
        ;
}

// fault=published would stop the machine here; see lab=school-fault.
static void test_fault(void)
{
    switches.registers = SCHOOL_REPAIRED;
    switches.fault = SCHOOL_REPAIRED;
    interrupts_off();
    school_idt_load();
    enter_ring_3(bad_program, user_stack + sizeof user_stack);
    idt_load();
    interrupts_on();
    found(!went_on, "school fault=repaired: a program that faults is over, the kernel goes on");
}

static volatile uint32_t done;
static void first(void) { done = done * 10 + 1; }
static void second(void)
{
    done = done * 10 + 2;
    schedule_task(first);
}

static void test_tasks(void)
{
    done = 0;
    schedule_task(first);
    schedule_task(second);
    run_scheduled_tasks();
    found(done == 121 && !tasks_are_waiting(), "school tasks: ran in the order %u", done);
}

void test_school(void)
{
    const struct switches before = switches;

    for (uint32_t kind = SCHOOL_PUBLISHED; kind <= SCHOOL_REPAIRED; kind++) {
        test_registers(kind);
        test_error_code(kind);
        test_gates(kind);
        switches = before;
    }
    test_fault();
    test_tasks();
    switches = before;
}
