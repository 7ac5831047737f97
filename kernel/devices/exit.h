// SPDX-License-Identifier: CC0-1.0
#ifndef DEVICES_EXIT_H
#define DEVICES_EXIT_H

#include <stdint.h>

_Noreturn void exit_machine(uint32_t code);

#endif
