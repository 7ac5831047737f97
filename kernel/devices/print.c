// SPDX-License-Identifier: CC0-1.0
// Formatted text. A piece is put together first and written as a whole.

#include "devices/print.h"

#include <stdint.h>

#include "devices/console.h"

#define PIECE 160

struct text {
    char *at, *end;  // end is where the zero must fit
};

static void put(struct text *text, char c)
{
    if (text->at < text->end)
        *text->at++ = c;
}

static void put_number(struct text *text, uint32_t number, uint32_t base)
{
    char digits[10];
    uint32_t count = 0;

    do
        digits[count++] = "0123456789abcdef"[number % base];
    while ((number /= base));
    while (count)
        put(text, digits[--count]);
}

static void put_item(struct text *text, char kind, va_list *values)
{
    if (kind == 's') {
        for (const char *s = va_arg(*values, const char *); *s; s++)
            put(text, *s);
    } else if (kind == 'd') {
        const int32_t number = va_arg(*values, int32_t);
        if (number < 0)
            put(text, '-');
        put_number(text, number < 0 ? 0u - (uint32_t)number : (uint32_t)number, 10);
    } else if (kind == 'u' || kind == 'x') {
        put_number(text, va_arg(*values, uint32_t), kind == 'u' ? 10 : 16);
    } else {
        put(text, kind);
    }
}

void format_values(char *into, size_t size, const char *format, va_list *values)
{
    struct text text = {into, into + size - 1};

    for (; *format; format++) {
        if (*format == '%')
            put_item(&text, *++format, values);
        else
            put(&text, *format);
    }
    *text.at = '\0';
}

#define FORMATTED(into, size, format)                                                                        \
    va_list values;                                                                                          \
    va_start(values, format);                                                                                \
    format_values(into, size, format, &values);                                                              \
    va_end(values)

void format_text(char *into, size_t size, const char *format, ...) { FORMATTED(into, size, format); }

void print(const char *format, ...)
{
    char piece[PIECE];
    FORMATTED(piece, sizeof piece, format);
    console_write(piece);
}

void debug(const char *format, ...)
{
    char piece[PIECE];
    FORMATTED(piece, sizeof piece, format);
    debug_write(piece);
}
