// SPDX-License-Identifier: CC0-1.0
#ifndef BOOT_CORES_H
#define BOOT_CORES_H

#include <stdint.h>

#include "cpu/cpu.h"

#define STACK_SIZE 8192u
#define TRAMPOLINE 0x8000u

extern uint8_t stacks[MAX_CORES][STACK_SIZE];
extern volatile uint32_t cores_up;  // how many run, core 0 included

void start_other_cores(void);
_Noreturn void ap_main(uint32_t core);
_Noreturn void kernel_main(uint32_t magic, const void *multiboot_info);

#endif
