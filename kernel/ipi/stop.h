// SPDX-License-Identifier: CC0-1.0
#ifndef IPI_STOP_H
#define IPI_STOP_H

#include <stdbool.h>
#include <stdint.h>

bool stop_core(uint32_t core);  // true: it executes nothing more

#endif
