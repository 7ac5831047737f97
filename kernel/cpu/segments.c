// SPDX-License-Identifier: CC0-1.0
// Flat segments: base 0, limit 4 GB, and no paging. One GDT for all cores,
// one TSS for each (SDM vol. 3, 3.4.5 and 8.2.1).

#include "cpu/segments.h"

#include "cpu/cpu.h"

struct tss {
    uint32_t back_link, esp0, ss0;
    uint32_t unused[22];
    uint16_t trap, io_map;
};
_Static_assert(sizeof(struct tss) == 104, "SDM vol. 3, figure 8-2");

#define FLAT(access) (0x00CF00000000FFFFull | (uint64_t)(access) << 40)

// The trampoline loads it too.
uint64_t gdt[5 + MAX_CORES] = {
    0,
    FLAT(0x9A),  // 08h kernel code, ring 0
    FLAT(0x92),  // 10h kernel data
    FLAT(0xFA),  // 18h user code, ring 3
    FLAT(0xF2),  // 20h user data
};

static struct tss tasks[MAX_CORES];

static uint64_t tss_descriptor(const struct tss *task)
{
    const uint64_t base = (uint32_t)task;
    return (sizeof *task - 1) | (base & 0xFFFFFF) << 16 | 0x89ull << 40 | (base >> 24) << 56;
}

void segments_kernel_stack(uint32_t core, uint32_t esp) { tasks[core].esp0 = esp; }

void segments_load(uint32_t core)
{
    const struct descriptor_table pointer = {sizeof gdt - 1, (uint32_t)gdt};

    tasks[core].ss0 = SELECTOR_DATA;
    tasks[core].io_map = sizeof(struct tss);  // beyond the limit: no ports in ring 3
    gdt[5 + core] = tss_descriptor(&tasks[core]);
    __asm__ volatile("lgdt %0\n\t"
                     "ljmp %1, $1f\n"
                     "1:\tmovw %w2, %%ds\n\t"
                     "movw %w2, %%es\n\t"
                     "movw %w2, %%fs\n\t"
                     "movw %w2, %%gs\n\t"
                     "movw %w2, %%ss\n\t"
                     "ltr %w3"
                     :
                     : "m"(pointer), "i"(SELECTOR_CODE), "r"(SELECTOR_DATA), "r"(SELECTOR_TSS + 8 * core)
                     : "memory");
}
