// SPDX-License-Identifier: CC0-1.0
// A lab is what every core runs once all are up.
#ifndef LABS_LABS_H
#define LABS_LABS_H

#include <stdint.h>

struct lab {
    const char *name;
    void (*run)(uint32_t core);
};

extern const struct lab labs[];  // the last has no name

void lab_main(uint32_t core);  // where every core begins
void lab_done(uint32_t core);  // where it ends, if it does

void demo(uint32_t core);
void twin_swap(uint32_t core);
void unguarded_int(uint32_t core);
void store_buffer(uint32_t core);
void early_unlock(uint32_t core);
void vanishing_answer(uint32_t core);
void in_flight_handler(uint32_t core);
void alloc_beside_free(uint32_t core);
void starvation(uint32_t core);
void nested_cross(uint32_t core);
void irq_over_holder(uint32_t core);
void no_choice(uint32_t core);
void no_choice_int(uint32_t core);
void deleted_lock(uint32_t core);
void shared_line(uint32_t core);
void compare(uint32_t core);
void compare_int(uint32_t core);
void dead_holder(uint32_t core);
void stolen_eoi(uint32_t core);
void dead_keyboard(uint32_t core);
void late_note(uint32_t core);
void ipi_race(uint32_t core);
void dead_target(uint32_t core);
void kernel_lock_abba(uint32_t core);
void irq_load(uint32_t core);
void irq_load_long(uint32_t core);
void school(uint32_t core);
void school_stop(uint32_t core);
void school_fault(uint32_t core);
void selftest(uint32_t core);

#endif
