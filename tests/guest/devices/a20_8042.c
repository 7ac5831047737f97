// SPDX-License-Identifier: CC0-1.0
// 8042, DD and DF: the gate of address bit 20. The code that shuts it runs at 64 KB: the
// program's own megabyte is an odd one.
#include "devices.h"

// EBX: what the odd megabyte's place holds for a reader while the gate is shut.
ROUTINE(shut_and_look,
        "movb $0xDD, %al\n outb %al, $0x64\n movl $64, %ecx\n 1: inb $0x64, %al\n loop 1b\n"
        "movl 0x1310000, %ebx\n movl $0x33333333, 0x1310004\n"
        "movb $0xDF, %al\n outb %al, $0x64\n movl $64, %ecx\n 2: inb $0x64, %al\n loop 2b\n ret");

PROGRAM(a20_8042) {
  devices_begin();
  volatile u32 *const even = (volatile u32 *)0x1210000, *const odd = (volatile u32 *)0x1310000;
  even[0] = 0x11111111;
  odd[0] = 0x22222222;
  even[1] = odd[1] = 0;
  print("open: %x %x\n", even[0], odd[0]);
  copy_low(shut_and_look, shut_and_look_end);
  u32 seen;
  __asm__ volatile("call *%1" : "=b"(seen) : "r"(LOW_CODE) : "eax", "ecx", "memory");
  print("shut: the odd one reads %x\n", seen);
  print("and a write to it went to the even one: %x %x\n", even[1], odd[1]);
  print("open again: %x %x\n", even[0], odd[0]);
}
