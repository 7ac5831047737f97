// SPDX-License-Identifier: CC0-1.0
// A busy handler of its own for every core: the address is the owner's name, so
// these are real functions, pmm_alloc_busy_0 to pmm_alloc_busy_15 and so on.
#ifndef HANDLERS_EACH_CORE_H
#define HANDLERS_EACH_CORE_H

// clang-format off
#define EACH_CORE(X, name)                                      \
    X(name, 0)  X(name, 1)  X(name, 2)  X(name, 3)              \
    X(name, 4)  X(name, 5)  X(name, 6)  X(name, 7)              \
    X(name, 8)  X(name, 9)  X(name, 10) X(name, 11)             \
    X(name, 12) X(name, 13) X(name, 14) X(name, 15)
// clang-format on

#define BUSY_FUNCTION(name, core)                                                                            \
    handler name##_busy_##core;                                                                              \
    WATCHED void name##_busy_##core(struct frame *frame) { name##_held_by(frame, core); }
#define BUSY_ADDRESS(name, core) name##_busy_##core,

// Needs a function name_held_by(frame, owner); gives name_row[].
#define BUSY_HANDLERS(name)                                                                                  \
    EACH_CORE(BUSY_FUNCTION, name)                                                                           \
    handler *const name##_row[MAX_CORES] = {EACH_CORE(BUSY_ADDRESS, name)};

#endif
