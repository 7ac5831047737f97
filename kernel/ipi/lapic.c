// SPDX-License-Identifier: CC0-1.0
// The local APIC (SDM vol. 3, chapter 11): one at the same address for each core.

#include "ipi/lapic.h"

#include "cpu/cpu.h"
#include "traps/vectors.h"

#define LAPIC        0xFEE00000u
#define ID           0x020
#define END          0x0B0
#define SPURIOUS     0x0F0
#define COMMAND_LOW  0x300
#define COMMAND_HIGH 0x310
#define LINT0        0x350

#define ENABLED      (1u << 8)
#define EXTINT       (7u << 8)  // the 8259's INTR comes in here
#define MASKED       (1u << 16)
#define MODE_INIT    (5u << 8)
#define MODE_STARTUP (6u << 8)
#define ASSERT       (1u << 14)
#define SEND_PENDING (1u << 12)

volatile uint32_t pings[MAX_CORES];

static volatile uint32_t *reg(uint32_t offset) { return (volatile uint32_t *)(LAPIC + offset); }

// ExtINT belongs into the table of one processor only (11.5.1): core 0 listens to the 8259.
void lapic_enable(uint32_t core)
{
    *reg(SPURIOUS) = ENABLED | VECTOR_SPURIOUS;
    *reg(LINT0) = core == 0 ? EXTINT : EXTINT | MASKED;
}

uint32_t lapic_id(void) { return *reg(ID) >> 24; }
void lapic_end(void) { *reg(END) = 0; }

// The two halves of a command belong together: no interrupt between them.
static void send(uint32_t core, uint32_t command)
{
    const uint32_t flags = flags_save_and_cli();

    *reg(COMMAND_HIGH) = core << 24;
    *reg(COMMAND_LOW) = command;
    for (uint32_t i = 0; i < 1000 && (*reg(COMMAND_LOW) & SEND_PENDING); i++)
        pause();
    flags_restore(flags);
}

void lapic_send_init(uint32_t core) { send(core, MODE_INIT | ASSERT); }
void lapic_send_startup(uint32_t core, uint32_t page) { send(core, MODE_STARTUP | ASSERT | page); }
void lapic_send_fixed(uint32_t core, uint8_t vector) { send(core, ASSERT | vector); }

void ping_normal(struct frame *frame)
{
    (void)frame;
    fetch_add(&pings[me()], 1);
}
