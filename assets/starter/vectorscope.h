// SPDX-License-Identifier: CC0-1.0
// What a kernel can tell Vectorscope. All of it is optional, and does no harm on
// a machine that does not listen. One file, no library: put it into your kernel.
#ifndef VECTORSCOPE_H
#define VECTORSCOPE_H

#include <stdint.h>

// Call your array of 256 handler pointers `handles`, alone in its page, and every
// change of it appears at once. Another one: vectorscope run --handles SYMBOL.

// --- text: port E9 -----------------------------------------------------------

static inline void vectorscope_text(const char *text)
{
    while (*text)
        __asm__ volatile("outb %0, $0xE9" : : "a"(*text++));
}

// --- marks on the timeline: port E8 ------------------------------------------
// A mark decorates the lane of the core that sets it. BEGIN and END with the same
// id enclose something; a NOTE stands alone. No checker believes a mark.

enum { VECTORSCOPE_NOTE, VECTORSCOPE_BEGIN, VECTORSCOPE_END };

struct vectorscope_mark {
    uint32_t kind, id;
    char text[24];  // the rest is 0
};

// `mark` must lie where its address is a physical one.
static inline void vectorscope_set(const struct vectorscope_mark *mark)
{
    __asm__ volatile("outl %0, %1" : : "a"((uint32_t)mark), "Nd"((uint16_t)0xE8) : "memory");
}

static inline void vectorscope_mark(uint32_t kind, uint32_t id, const char *text)
{
    struct vectorscope_mark mark = {kind, id, {0}};

    for (uint32_t i = 0; i < sizeof mark.text - 1 && text[i]; i++)
        mark.text[i] = text[i];
    vectorscope_set(&mark);
}

// --- the end: port F4 ----------------------------------------------------------
// 0 is success. On QEMU with isa-debug-exit its own exit code is 2 x code + 1.

__attribute__((noreturn)) static inline void vectorscope_exit(uint32_t code)
{
    __asm__ volatile("outl %0, %1" : : "a"(code), "Nd"((uint16_t)0xF4));
    for (;;)
        __asm__ volatile("cli; hlt");
}

#endif
