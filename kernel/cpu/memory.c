// SPDX-License-Identifier: CC0-1.0
// The two functions a freestanding compiler may call on its own (C17, 4 p6).

#include "cpu/memory.h"

#include <stdint.h>

void *memcpy(void *to, const void *from, size_t count)
{
    void *at = to;
    __asm__ volatile("rep movsb" : "+D"(at), "+S"(from), "+c"(count) : : "memory");
    return to;
}

void *memset(void *to, int value, size_t count)
{
    void *at = to;
    __asm__ volatile("rep stosb" : "+D"(at), "+c"(count) : "a"(value) : "memory");
    return to;
}
