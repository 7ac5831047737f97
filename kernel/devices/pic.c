// SPDX-License-Identifier: CC0-1.0
// The pair of 8259A: IRQ 0-15 become vectors 20h-2Fh (8259A data sheet,
// "Initialization Command Words" and "Operation Command Words").

#include "devices/pic.h"

#include "cpu/cpu.h"
#include "traps/vectors.h"

#define MASTER 0x20
#define SLAVE  0xA0
#define DATA   1  // beside the command port

#define ICW1          0x11  // edge, cascade, ICW4 follows
#define ICW4          0x01  // 8086 mode, normal EOI
#define OCW2_EOI      0x20  // non-specific
#define OCW3_READ_IRR 0x0A
#define OCW3_READ_ISR 0x0B
#define CASCADE       2
#define KEYBOARD      1

static uint16_t blocked;  // for a while, by who serves interrupts
static uint16_t masks = (uint16_t) ~(1u << CASCADE | 1u << KEYBOARD);

static void set_masks(void)
{
    const uint16_t both = masks | blocked;

    out8(MASTER + DATA, (uint8_t)both);
    out8(SLAVE + DATA, (uint8_t)(both >> 8));
}

void pic_init(void)
{
    out8(MASTER, ICW1);
    out8(MASTER + DATA, VECTOR_PIC);
    out8(MASTER + DATA, 1 << CASCADE);
    out8(MASTER + DATA, ICW4);
    out8(SLAVE, ICW1);
    out8(SLAVE + DATA, VECTOR_PIC + 8);
    out8(SLAVE + DATA, CASCADE);
    out8(SLAVE + DATA, ICW4);
    set_masks();
}

void pic_allow(uint32_t irq, bool allowed)
{
    masks = (uint16_t)(allowed ? masks & ~(1u << irq) : masks | 1u << irq);
    set_masks();
}

void pic_block(uint16_t lines, bool block)
{
    blocked = (uint16_t)(block ? blocked | lines : blocked & ~lines);
    set_masks();
}

// Requested, allowed, and yet not delivered because it is blocked.
uint16_t pic_held_back(void)
{
    out8(MASTER, OCW3_READ_IRR);
    out8(SLAVE, OCW3_READ_IRR);
    return (uint16_t)((in8(MASTER) | in8(SLAVE) << 8) & ~masks & blocked);
}

uint16_t pic_masks(void) { return (uint16_t)(in8(MASTER + DATA) | in8(SLAVE + DATA) << 8); }

uint16_t pic_in_service(void)
{
    out8(MASTER, OCW3_READ_ISR);
    out8(SLAVE, OCW3_READ_ISR);
    return (uint16_t)(in8(MASTER) | in8(SLAVE) << 8);
}

void pic_end_master(void) { out8(MASTER, OCW2_EOI); }
void pic_end_slave(void) { out8(SLAVE, OCW2_EOI); }

// An IRQ 7 or 15 that is not in service is spurious and has nothing to end; but
// behind a spurious 15 the master has served the cascade ("Interrupt sequence").
void pic_end(uint32_t irq)
{
    const bool spurious = (irq == 7 || irq == 15) && !(pic_in_service() & 1u << irq);

    if (irq >= 8 && !spurious)
        pic_end_slave();
    if (irq >= 8 || !spurious)
        pic_end_master();
}
