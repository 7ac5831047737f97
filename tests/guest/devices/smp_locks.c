// SPDX-License-Identifier: CC0-1.0
// Two cores count under a lock made of XCHG, one of LOCK CMPXCHG and by LOCK XADD: no
// count is lost.
#include "devices.h"

enum { ROUNDS = 300 };
static volatile u32 lock, plain, added, exchanged;

static void take(void) {
  for (u32 taken = 1; taken;) __asm__ volatile("xchgl %0, %1" : "+r"(taken), "+m"(lock) : : "memory");
}
static void count(void) {
  for (u32 i = 0; i < ROUNDS; ++i) {
    take();
    plain = plain + 1;
    __asm__ volatile("" : : : "memory");
    lock = 0;
    u32 more = 1;
    __asm__ volatile("lock xaddl %0, %1" : "+r"(more), "+m"(added) : : "memory", "cc");
    u32 seen = exchanged, before;
    do {
      before = seen;
      __asm__ volatile("lock cmpxchgl %2, %1" : "+a"(seen), "+m"(exchanged) : "r"(before + 1) : "memory", "cc");
    } while (seen != before);
  }
}
static void other(void) {
  count();
  core_said[1] = 1;
  for (;;) __asm__ volatile("cli\n hlt");
}

PROGRAM(smp_locks) {
  devices_begin();
  start_core(1, other);
  count();
  SOON(core_said[1] != 0);
  print("%u %u %u\n", plain, added, exchanged);
  stop_cores();
}
