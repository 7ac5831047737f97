// SPDX-License-Identifier: CC0-1.0
// The gate of address bit 20, seen while it is shut. The code that shuts it runs at 64 KB:
// the program's own megabyte is an odd one.
#pragma once
#include "devices.h"

// EBX: what the odd megabyte's place holds for a reader while the gate is shut. `shut` and
// `open` are what does it; the 8042 takes a while.
#define SHUT_AND_LOOK(shut, open)                                                   \
  ROUTINE(shut_and_look, shut "\n movl $64, %ecx\n 1: inb $0x64, %al\n loop 1b\n"   \
          "movl 0x1310000, %ebx\n movl $0x33333333, 0x1310004\n" open               \
          "\n movl $64, %ecx\n 2: inb $0x64, %al\n loop 2b\n ret");                 \
  static void shut_and_tell(void) { tell_gate(shut_and_look, shut_and_look_end); }

static inline void tell_gate(const u8 *routine, const u8 *end) {
  volatile u32 *const even = (volatile u32 *)0x1210000, *const odd = (volatile u32 *)0x1310000;
  even[0] = 0x11111111;
  odd[0] = 0x22222222;
  even[1] = odd[1] = 0;
  print("open: %x %x\n", even[0], odd[0]);
  copy_low(routine, end);
  u32 seen;
  __asm__ volatile("call *%1" : "=b"(seen) : "r"(LOW_CODE) : "eax", "ecx", "memory");
  print("shut: the odd one reads %x\n", seen);
  print("and a write to it went to the even one: %x %x\n", even[1], odd[1]);
  print("open again: %x %x\n", even[0], odd[0]);
}
