// SPDX-License-Identifier: CC0-1.0
#include "guest.h"

void *memcpy(void *to, const void *from, size_t count) {
  void *result = to;
  __asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(count) : : "memory");
  return result;
}

void *memset(void *to, int value, size_t count) {
  void *result = to;
  __asm__ volatile("rep stosb" : "+D"(to), "+c"(count) : "a"(value) : "memory");
  return result;
}
