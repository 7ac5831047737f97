// SPDX-License-Identifier: CC0-1.0
#ifndef DEVICES_PRINT_H
#define DEVICES_PRINT_H

#include <stdarg.h>
#include <stddef.h>

// %s, %u (decimal), %x (hexadecimal), %d (signed), %%.
__attribute__((format(printf, 1, 2))) void print(const char *format, ...);  // to the console
__attribute__((format(printf, 1, 2))) void debug(const char *format, ...);  // to port E9
__attribute__((format(printf, 3, 4))) void format_text(char *into, size_t size, const char *format, ...);
void format_values(char *into, size_t size, const char *format, va_list *values);

#endif
