// SPDX-License-Identifier: CC0-1.0
// The bitmap, filled from the boot loader's memory map. The first megabyte and
// the kernel itself are never handed out.

#include "pmm/pmm.h"

#include "boot/switches.h"

#define FIRST_PAGE (0x100000u / PAGE_SIZE)

uint32_t pmm_bitmap[PMM_WORDS];
volatile uint32_t pmm_free_count;
uint32_t pmm_total;
uint32_t pmm_words;

extern const uint8_t kernel_begin[], kernel_end[];

static void give(uint32_t page)
{
    pmm_bitmap[page / 32] |= 1u << page % 32;
    pmm_total++;
    if (pmm_words <= page / 32)
        pmm_words = page / 32 + 1;
}

static void give_pages(uint32_t page, uint32_t end)
{
    for (; page < end && page % 32; page++)
        give(page);
    for (; page + 32 <= end; page += 32) {  // a word at a time
        pmm_bitmap[page / 32] = ~0u;
        pmm_total += 32;
        pmm_words = page / 32 + 1;
    }
    for (; page < end; page++)
        give(page);
}

static uint32_t larger(uint32_t a, uint32_t b) { return a > b ? a : b; }
static uint32_t smaller(uint32_t a, uint32_t b) { return a < b ? a : b; }

static void found_ram(uint64_t begin, uint64_t end)
{
    const uint64_t limit = (uint64_t)PMM_PAGES * PAGE_SIZE;
    const uint32_t image = (uint32_t)kernel_begin / PAGE_SIZE, image_end = (uint32_t)kernel_end / PAGE_SIZE;
    uint32_t first, last;

    if (begin >= limit)
        return;
    first = larger((uint32_t)((begin + PAGE_SIZE - 1) / PAGE_SIZE), FIRST_PAGE);
    last = (uint32_t)((end < limit ? end : limit) / PAGE_SIZE);
    give_pages(first, smaller(last, image));  // below the image, and above it
    give_pages(larger(first, image_end), last);
}

void pmm_init(const struct multiboot_info *info)
{
    multiboot_memory(info, found_ram);
    pmm_free_count = pmm_total;
    if (switches.recovery == RECOVERY_EPOCH)
        epoch_init();
}

// Most words are all free or all taken; only the others are counted bit by bit.
uint32_t pmm_count_free(void)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < pmm_words; i++) {
        uint32_t word = pmm_bitmap[i];
        if (word == ~0u)
            count += 32;
        else
            for (; word; word &= word - 1)
                count++;
    }
    return count;
}
