// SPDX-License-Identifier: CC0-1.0
// The IDT, the GDT, the TSS or the stack lies in a missing page: #PF of the
// supervisor's, or of the user's if the frame goes onto a ring 3 stack; once the
// page is there the instruction is carried out as if nothing had been.
#include "guest.h"

enum { TABLE = VIRTUAL, STACK = VIRTUAL + 0x2000 };
ROUTINE(int40, "int $0x40\n movl $0x77, %eax\n ret");
ROUTINE(user_stack, "movl $0x40002000 + 8, %esp\n movl %eax, %ebx\n int $0x41\n");
ROUTINE(handler, "movl 0(%esp), %ecx\n movl %esp, %edx\n int $0x30");
ROUTINE(loads, "movw $0x78, %ax\n movw %ax, %fs\n movw $0, %ax\n movw %ax, %fs\n ret");
ROUTINE(returns, "iretl");

static bool bring(struct frame *frame) {
  if (frame->vector != 14) return false;
  print("[#PF(%h) cr2 %x at +%u] ", frame->error, read_cr2(), frame->eip - attempt_base);
  const u32 page = (read_cr2() >> 12) & 7;
  map(VIRTUAL + page * 4096, (u32)page_pool[page], P | W | U);
  return true;
}
static bool reflect(struct frame *frame) {
  if (frame->vector == 0x40) {
    print("[INT 40 at +%u] ", frame->eip - attempt_base);
    return true;
  }
  return bring(frame);
}

PROGRAM(delivery_page_faults) {
  paging_on(0x10000);
  on_trap = reflect;
  set_gate(0x40, (const void *)stub_addresses[0x40], 0xE, 3);
  // Gates from 40h on lie in a second page that is not there.
  memcpy(page_pool[0] + 0x1000 - 0x40 * 8, idt, 0x40 * 8);
  memcpy(page_pool[1], idt + 0x40, sizeof idt - 0x40 * 8);
  map(VIRTUAL, (u32)page_pool[0], P | W);
  load_idt(VIRTUAL + 0x1000 - 0x40 * 8, sizeof idt - 1);
  attempt_in(3, "gate in a missing page", int40);
  load_idt((u32)idt, sizeof idt - 1);
  // The GDT's entries from 78h on.
  memcpy(page_pool[4] + 0x1000 - 0x78, gdt, 0x78);
  memcpy(page_pool[5], gdt + 0xF, sizeof gdt - 0x78);
  ((u64 *)page_pool[5])[0] = segment(0, 0xFFFFF, 0xF2, 0xC);
  map(VIRTUAL + 0x4000, (u32)page_pool[4], P | W);
  load_gdt(VIRTUAL + 0x5000 - 0x78, sizeof gdt - 1);
  attempt_in(3, "descriptor in a missing page", loads);
  load_gdt((u32)gdt, sizeof gdt - 1);
  // A frame on a ring 3 stack whose lower page is missing.
  idt[0x41] = gate(CODE(3), (u32)handler, 0xE, 3);
  map(VIRTUAL + 0x2000, (u32)page_pool[2], P | W | U);
  attempt_in(3, "frame across into a missing page", user_stack);
  print("  esp %x, pushed eip +%u\n", last.edx, last.ecx - (u32)user_stack);
}
