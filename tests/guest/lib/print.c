// SPDX-License-Identifier: CC0-1.0
#include <stdarg.h>

#include "guest.h"

static void put(char c) { outb(0xE9, (u8)c); }

static void put_hex(u32 value, unsigned digits) {
  while (digits-- > 0) put("0123456789abcdef"[(value >> (4 * digits)) & 15]);
}

static void put_decimal(u32 value) {
  if (value >= 10) put_decimal(value / 10);
  put((char)('0' + value % 10));
}

void print(const char *format, ...) {
  va_list list;
  va_start(list, format);
  for (; *format; ++format) {
    if (*format != '%') {
      put(*format);
      continue;
    }
    switch (*++format) {
      case 's':
        for (const char *s = va_arg(list, const char *); *s; ++s) put(*s);
        break;
      case 'u': put_decimal(va_arg(list, u32)); break;
      case 'x': put_hex(va_arg(list, u32), 8); break;
      case 'h': put_hex(va_arg(list, u32), 4); break;
      case 'b': put_hex(va_arg(list, u32), 2); break;
      case 'c': put((char)va_arg(list, int)); break;
      default: put('%');
    }
  }
  va_end(list);
}

void dump(const char *what, const void *bytes, unsigned count) {
  print("%s:", what);
  for (unsigned i = 0; i < count; ++i) print(" %b", (u32)((const u8 *)bytes)[i]);
  print("\n");
}
