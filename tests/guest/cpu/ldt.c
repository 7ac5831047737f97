// SPDX-License-Identifier: CC0-1.0
// Code, data and stacks in an LDT, gates to them, and none at all.
#include "guest.h"

static u64 table[8] __attribute__((aligned(16)));
ROUTINE(data, "movl $0x0C, %eax\n movl %eax, %fs\n movl %fs:0x10, %ebx\n ret");
ROUTINE(code, "lcalll $0x14, $0\n ret");
ROUTINE(inside, "movl %cs, %edx\n lretl");
ROUTINE(int40, "int $0x40\n ret");
ROUTINE(by_gate, "movl %cs, %esi\n iretl");
ROUTINE(beyond, "movl $0x24, %eax\n movl %eax, %fs\n ret");
ROUTINE(user, "movl $0x1F, %eax\n movl %eax, %fs\n movl %fs:0x10, %ebx\n ret");

PROGRAM(ldt) {
  *(u32 *)0x20010 = 0x12345678;
  attempt("no LDT", data);
  table[1] = segment(0x20000, 0xFFF, 0x92, 4);
  table[2] = segment((u32)inside, 0xFFF, 0x9A, 4);
  table[3] = segment(0x20000, 0xFFF, 0xF2, 4);
  gdt[LDT >> 3] = segment((u32)table, 4 * 8 - 1, 0x82, 0);
  load_ldt(LDT);
  attempt("data", data);
  attempt("code", code);
  table[2] = segment((u32)by_gate, 0xFFF, 0x9A, 4);
  idt[0x40] = gate(0x14, 0, 0xE, 3);
  attempt("an interrupt gate to it", int40);
  attempt_in(3, "from ring 3", user);
  attempt("beyond its limit", beyond);
  print("access %b %b %b\n", (u32)(table[1] >> 40) & 0xFF, (u32)(table[2] >> 40) & 0xFF, (u32)(table[3] >> 40) & 0xFF);
  load_ldt(0);
  attempt("none again", data);
}
