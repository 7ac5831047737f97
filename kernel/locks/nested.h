// SPDX-License-Identifier: CC0-1.0
#ifndef LOCKS_NESTED_H
#define LOCKS_NESTED_H

#include <stdint.h>

// From within a section: asks for what another lock protects. ANSWER_BUSY means that
// the section has to end, for on-busy=release says so.
int32_t ask_nested(int32_t (*ask)(uint32_t), uint32_t what);

#endif
