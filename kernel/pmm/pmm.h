// SPDX-License-Identifier: CC0-1.0
// The physical memory manager: one bit a page, and how many pages are free.
#ifndef PMM_PMM_H
#define PMM_PMM_H

#include <stdbool.h>

#include "boot/multiboot.h"

#define PAGE_SIZE 4096u
#define PMM_PAGES (0x40000000u / PAGE_SIZE)  // 1 GB at most
#define PMM_WORDS (PMM_PAGES / 32)

extern uint32_t pmm_bitmap[PMM_WORDS];  // 1 = free; what is no RAM stays 0
extern volatile uint32_t pmm_free_count;
extern uint32_t pmm_total;
extern uint32_t pmm_words;  // those that hold RAM

void pmm_init(const struct multiboot_info *info);
uint32_t pmm_count_free(void);  // from the bitmap

// The work itself, to be done under the lock. Address of a page or 0, or an answer.
int32_t pmm_alloc_work(void);
int32_t pmm_free_work(uint32_t page);

// Its steps: each is a call, so that a script can stop between two of them.
void pmm_take_bit(uint32_t number);
void pmm_put_bit(uint32_t number);
uint32_t pmm_read_count(void);
void pmm_write_count(uint32_t count);

// With fewer free pages than this a page needs room in the swap file; 0: never.
extern uint32_t pmm_low_water;
int32_t pmm_expand(void);  // within the section; ANSWER_BUSY: end it and try again

// recovery=epoch: the same two operations on a state that changes in one piece.
void epoch_init(void);
int32_t epoch_alloc(void);
int32_t epoch_free(uint32_t page);
uint32_t epoch_count(void);
void epoch_advance(void);  // what was read before this can no more be committed

// undo=on: what a core is about to change is written down first, so that whoever
// takes its lock over can put it back.
void journal_open(uint32_t number, bool is_free);
void journal_close(void);
void pmm_undo(void);  // if a section was left open; under the lock

#endif
