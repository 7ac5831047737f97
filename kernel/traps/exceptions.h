// SPDX-License-Identifier: CC0-1.0
#ifndef TRAPS_EXCEPTIONS_H
#define TRAPS_EXCEPTIONS_H

#include "traps/frame.h"

handler exception_normal;  // vectors 0-31: says what it was, stops the core
handler spare_normal;      // a vector nobody uses: returns
_Noreturn void stop_core_with(const char *reason, uint32_t vector);

#endif
