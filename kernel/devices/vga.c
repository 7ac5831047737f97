// SPDX-License-Identifier: CC0-1.0
// The text screen, 80x25 at B8000h. Scrolling copies the screen, and every cell
// of it costs an instruction: so it goes eight rows at a time.

#include "devices/vga.h"

#include "cpu/cpu.h"

#define COLUMNS 80u
#define ROWS    25u
#define AT_ONCE 8u
#define BLANK   0x0720u  // light grey on black
#define CRTC    0x3D4

static volatile uint16_t *const cells = (volatile uint16_t *)0xB8000;
static uint32_t top, row, column;

static void blank(uint32_t from, uint32_t to)
{
    void *at = (void *)(cells + from * COLUMNS);
    uint32_t count = (to - from) * COLUMNS / 2;
    __asm__ volatile("rep stosl" : "+D"(at), "+c"(count) : "a"(BLANK << 16 | BLANK) : "memory");
}

static void scroll(void)
{
    const uint32_t by = ROWS - top > 2 * AT_ONCE ? AT_ONCE : 1;
    void *to = (void *)(cells + top * COLUMNS);
    const void *from = (const void *)(cells + (top + by) * COLUMNS);
    uint32_t count = (ROWS - top - by) * COLUMNS / 2;

    __asm__ volatile("rep movsl" : "+D"(to), "+S"(from), "+c"(count) : : "memory");
    blank(ROWS - by, ROWS);
    row = ROWS - by;
}

static void show_cursor(void)
{
    const uint32_t at = row * COLUMNS + column;

    out16(CRTC, (uint16_t)(0x0E | (at & 0xFF00)));
    out16(CRTC, (uint16_t)(0x0F | at << 8));
}

void vga_put(char c)
{
    if (c == '\n') {
        column = 0;
        row++;
    } else if (c == '\b') {
        column -= column > 0;
        cells[row * COLUMNS + column] = BLANK;
    } else {
        cells[row * COLUMNS + column] = (uint16_t)(0x0700 | (uint8_t)c);
        if (++column == COLUMNS)
            column = 0, row++;
    }
    if (row == ROWS)
        scroll();
    show_cursor();
}

void vga_at(uint32_t at_row, uint32_t at_column, const char *text)
{
    for (volatile uint16_t *cell = cells + at_row * COLUMNS + at_column; *text; text++)
        *cell++ = (uint16_t)(0x0B00 | (uint8_t)*text);  // light cyan
}

void vga_reserve(uint32_t rows)
{
    top = rows;
    if (row < top)
        row = top, column = 0;
    show_cursor();
}

void vga_init(void)
{
    blank(0, ROWS);
    show_cursor();
}
