// SPDX-License-Identifier: CC0-1.0
// The switches of the command line: each changes one thing, and the value at
// zero is the one that was published first.
#ifndef BOOT_SWITCHES_H
#define BOOT_SWITCHES_H

#include <stdbool.h>
#include <stdint.h>

enum { FRAME_VALUE, FRAME_POINTER };
enum { STUB_PUBLISHED, STUB_FULL };
enum { EOI_PUBLISHED, EOI_EXACT };
enum { LOCK_SWAP, LOCK_SWAP_TEST, LOCK_XCHG, LOCK_CLAIM, LOCK_TAS, LOCK_TTAS, LOCK_TICKET, LOCK_MUTEX };
enum { BACKOFF_NONE, BACKOFF_PUBLISHED, BACKOFF_CAPPED, BACKOFF_JITTER };
enum { RECOVERY_NONE, RECOVERY_PUBLISHED, RECOVERY_HALT, RECOVERY_EPOCH };
enum { ANSWERS_PUBLISHED, ANSWERS_DISTINCT };
enum { ALLOC_LOCKS_TWO, ALLOC_LOCKS_ONE };
enum { UNDO_OFF, UNDO_ON };
enum { SECTION_IRQS_ON, SECTION_IRQS_OFF };
enum { SLOTS_PLAIN, SLOTS_PADDED };
enum { ORDER_OPPOSITE, ORDER_SAME };
enum { ON_BUSY_HOLD, ON_BUSY_RELEASE };
enum { WORK_O2, WORK_O0 };
enum { KEYBOARD_PUBLISHED, KEYBOARD_REPAIRED, KEYBOARD_PLAIN };
enum { SCHOOL_PUBLISHED, SCHOOL_REPAIRED };  // the last six
enum { IRQ_ONSTACK, IRQ_SPL, IRQ_SPL_LAZY, IRQ_THREAD };
enum { DRIVER_RIGHT, DRIVER_CLEAR_ALL, DRIVER_OVERWRITE, DRIVER_ISR_SENDS, DRIVER_IRQS_OFF };

struct switches {
    uint32_t frame, stub, eoi, lock, backoff, recovery;
    uint32_t answers, alloc_locks, undo, section_irqs;
    uint32_t order, on_busy, work, slots;
    uint32_t retries, lab;
    uint32_t keyboard, driver, irq;
    uint32_t tasks, scancode, errorcode, gates, registers, fault;  // the school kernel's
};

extern struct switches switches;

// Reads a command line; false leaves the word that was not understood in `refused`.
bool switches_parse(struct switches *into, const char *line, char refused[32]);
void switches_print_all(void);  // what there is, on one line
const char *switches_value(const struct switches *from, uint32_t index, const char **name);
#define SWITCHES_CHOSEN_BY_NAME 23u  // those that switches_value knows

#endif
