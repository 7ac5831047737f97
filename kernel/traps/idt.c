// SPDX-License-Identifier: CC0-1.0
// The IDT is static: filled once, the same for all cores, never changed again.
// What changes is handles[] behind it. Interrupt gates only (SDM vol. 3, 6.11);
// those of the locks are open to ring 3.

#include "traps/idt.h"

#include "boot/switches.h"
#include "cpu/cpu.h"
#include "traps/vectors.h"

#define GATE_RING_0 0x8E
#define GATE_RING_3 0xEE

struct gate idt[VECTORS] __attribute__((aligned(8)));
const void *stub_chosen;  // common_stub jumps through it

extern const uint8_t prestubs[], common_stub_published[], common_stub_full[];

void stub_choose(void)
{
    stub_chosen = switches.stub == STUB_FULL ? common_stub_full : common_stub_published;
}

void idt_init(void)
{
    stub_choose();
    for (uint32_t v = 0; v < VECTORS; v++) {
        const uint32_t entry = (uint32_t)prestubs + 16 * v;
        const bool lock = v >= VECTOR_LOCKS && v < VECTOR_LOCKS_END;
        idt[v] = (struct gate){
            (uint16_t)entry, SELECTOR_CODE, 0, lock ? GATE_RING_3 : GATE_RING_0, (uint16_t)(entry >> 16),
        };
    }
}

void idt_load(void)
{
    const struct descriptor_table pointer = {VECTORS * sizeof(struct gate) - 1, (uint32_t)idt};
    __asm__ volatile("lidt %0" : : "m"(pointer));
}
