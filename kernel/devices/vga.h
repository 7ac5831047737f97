// SPDX-License-Identifier: CC0-1.0
#ifndef DEVICES_VGA_H
#define DEVICES_VGA_H

#include <stdint.h>

void vga_init(void);
void vga_put(char c);
void vga_reserve(uint32_t rows);  // the top rows do not scroll
void vga_at(uint32_t row, uint32_t column, const char *text);

#endif
