// SPDX-License-Identifier: CC0-1.0
// The self-test prints what it finds, a line a finding, each beginning with
// "= ". Nothing in it depends on the machine but the number of cores: any two
// machines that run this kernel rightly print the same lines.
#ifndef SELFTEST_SELFTEST_H
#define SELFTEST_SELFTEST_H

#include <stdbool.h>
#include <stdint.h>

// One line; `right` decides about the exit code.
__attribute__((format(printf, 2, 3))) void found(bool right, const char *format, ...);

#define PATIENCE 20000000u  // of every wait, in pauses
#define WAIT_UNTIL(condition)                                                                                \
    do {                                                                                                     \
        for (uint32_t left = PATIENCE; left && !(condition); left--)                                         \
            pause();                                                                                         \
    } while (0)

// By core 0 while the others wait.
void test_switches(void);
void test_tables(void);
void test_exceptions(void);
void test_frames(void);
void test_answers(void);
void test_backoff(void);
void test_interrupts(void);
void test_keyboard(void);
void test_ring_3(void);
void test_lock_kinds(void);
void test_files(void);
void test_school(void);
void test_threads(void);
// By all cores at once.
void test_cores(uint32_t core);
void test_ipis(uint32_t core);
void test_messages(uint32_t core);
void test_paths(uint32_t core);
void test_locks(uint32_t core);
void test_shared_file(uint32_t core);
void test_dead_core(uint32_t core);
void test_messages_to_the_dead(uint32_t dead);  // by core 0

#endif
