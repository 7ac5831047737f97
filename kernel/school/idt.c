// SPDX-License-Identifier: CC0-1.0
// The school's IDT: interrupt gates 8Eh with selector 08h. Exceptions 0 to 16
// come from a table that says which of them have an error code (SDM vol. 3,
// table 6-1). As published the vectors 17 to 31 have no gate, so what should be
// an alignment check becomes a general protection fault (6.13), with the index
// of the missing gate as its error code.

#include <stddef.h>

#include "boot/switches.h"
#include "cpu/cpu.h"
#include "devices/pic.h"
#include "school/school.h"
#include "traps/idt.h"
#include "traps/vectors.h"

// All of the kernel is compiled for general registers only, so there are no others to save.
#pragma clang diagnostic ignored "-Wunknown-warning-option"
#pragma clang diagnostic ignored "-Winterrupt-service-routine"

#define PRESENT_RING_0 0x8E
#define EXCEPTIONS     17u  // that the school knows
#define RESERVED_END   32u  // exceptions by the manual

// What the CPU alone pushes; `__attribute__((interrupt))` hands out its address.
struct bare_frame {
    uint32_t eip, cs, eflags, user_esp, user_ss;
};

static struct gate school_idt[VECTORS] __attribute__((aligned(8)));

extern const uint8_t school_stubs[];  // 32 of 16 bytes, school/stubs.S

// registers=published: the address of the CPU's own frame is taken for that of a
// whole set of registers, so the program counter is read where EDI should be.
static void exception_bare(uint32_t vector, struct bare_frame *frame, uint32_t error)
{
    struct school_registers registers = *(struct school_registers *)frame;

    registers.vector = vector;
    registers.error = error;
    registers.cs = frame->cs;  // the CPL test was right
    school_exception(&registers);
}

#define REGULAR(n)                                                                                           \
    static __attribute__((interrupt)) void exception_##n(struct bare_frame *frame)                           \
    {                                                                                                        \
        exception_bare(n, frame, 0);                                                                         \
    }
#define WITH_CODE(n)                                                                                         \
    static __attribute__((interrupt)) void coded_##n(struct bare_frame *frame, uint32_t error)               \
    {                                                                                                        \
        exception_bare(n, frame, error);                                                                     \
    }

// errorcode=published: the handlers of 8 and 10 to 14 are regular ones. They
// return with the error code still on the stack, and iret takes it for EIP.
REGULAR(0)
REGULAR(1) REGULAR(2) REGULAR(3) REGULAR(4) REGULAR(5) REGULAR(6) REGULAR(7) REGULAR(8) REGULAR(9) REGULAR(10)
    REGULAR(11) REGULAR(12) REGULAR(13) REGULAR(14) REGULAR(15) REGULAR(16) WITH_CODE(8) WITH_CODE(10)
        WITH_CODE(11) WITH_CODE(12) WITH_CODE(13) WITH_CODE(14)

            static const struct entry {
    void (*regular)(struct bare_frame *);
    void (*coded)(struct bare_frame *, uint32_t);
} table[EXCEPTIONS] = {
    {exception_0, NULL},      {exception_1, NULL},      {exception_2, NULL},      {exception_3, NULL},
    {exception_4, NULL},      {exception_5, NULL},      {exception_6, NULL},      {exception_7, NULL},
    {exception_8, coded_8},   {exception_9, NULL},      {exception_10, coded_10}, {exception_11, coded_11},
    {exception_12, coded_12}, {exception_13, coded_13}, {exception_14, coded_14}, {exception_15, NULL},
    {exception_16, NULL},
};

// The EOI at once: what the key means is worked out later, by the main loop.
static __attribute__((interrupt)) void keyboard_irq(struct bare_frame *frame)
{
    (void)frame;
    school_keyboard_came();
    pic_end(VECTOR_KEYBOARD - VECTOR_PIC);
}

static void set_gate(uint32_t vector, uint32_t entry)
{
    school_idt[vector] =
        (struct gate){(uint16_t)entry, SELECTOR_CODE, 0, PRESENT_RING_0, (uint16_t)(entry >> 16)};
}

static uint32_t entry_of(uint32_t vector)
{
    if (switches.registers == SCHOOL_REPAIRED || vector >= EXCEPTIONS)
        return (uint32_t)school_stubs + 16 * vector;
    if (table[vector].coded && switches.errorcode == SCHOOL_REPAIRED)
        return (uint32_t)table[vector].coded;
    return (uint32_t)table[vector].regular;
}

void school_idt_load(void)
{
    const uint32_t end = switches.gates == SCHOOL_REPAIRED ? RESERVED_END : EXCEPTIONS;
    const struct descriptor_table pointer = {sizeof school_idt - 1, (uint32_t)school_idt};

    for (uint32_t vector = 0; vector < VECTORS; vector++)
        school_idt[vector] = (struct gate){0};
    for (uint32_t vector = 0; vector < end; vector++)
        set_gate(vector, entry_of(vector));
    set_gate(VECTOR_KEYBOARD, (uint32_t)keyboard_irq);
    __asm__ volatile("lidt %0" : : "m"(pointer));
}

bool school_has_gate(uint32_t vector) { return school_idt[vector].type == PRESENT_RING_0; }
