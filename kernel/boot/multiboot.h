// SPDX-License-Identifier: CC0-1.0
#ifndef BOOT_MULTIBOOT_H
#define BOOT_MULTIBOOT_H

#include <stdint.h>

#define MULTIBOOT_LOADED 0x2BADB002u  // EAX at the entry

struct multiboot_info;

const char *multiboot_command_line(const struct multiboot_info *info);
// Calls `found` for every piece of RAM.
void multiboot_memory(const struct multiboot_info *info, void (*found)(uint64_t begin, uint64_t end));

#endif
