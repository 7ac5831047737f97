// SPDX-License-Identifier: CC0-1.0
#ifndef BOOT_FIRMWARE_H
#define BOOT_FIRMWARE_H

#include <stdint.h>

uint32_t firmware_cores(void);  // how many cores the machine says it has

#endif
