// SPDX-License-Identifier: CC0-1.0
// What the CPU may remember and what it must not: INVLPG, MOV CR3, MOV CR0,
// rights that were raised after a fault, global pages (SDM 3A, 4.10).
#include "guest.h"

ROUTINE(reads, "movl 0x40000010, %eax\n ret");
ROUTINE(writes, "movl %eax, 0x40000010\n ret");
ROUTINE(executes, "call 2f\n ret\n2: movl $0x40000040, %ebx\n jmp *%ebx");

static u32 read_now(void) { return *(volatile u32 *)(VIRTUAL + 0x10); }

static bool repair(struct frame *frame) {
  if (frame->vector != 14) return false;
  print("[#PF(%h)] ", frame->error);
  page_table[0] = (u32)page_pool[0] | P | W | U;  // no INVLPG: more rights need none
  return true;
}

PROGRAM(paging_tlb) {
  *(u32 *)(page_pool[0] + 0x10) = 0xAAAA0000;
  *(u32 *)(page_pool[1] + 0x10) = 0xBBBB0000;
  page_pool[0][0x40] = page_pool[1][0x40] = 0xC3;
  paging_on(0x10000);
  map(VIRTUAL, (u32)page_pool[0], P | W | U);
  print("first %x\n", read_now());
  map(VIRTUAL, (u32)page_pool[1], P | W | U);
  invlpg(VIRTUAL + 0x123);
  print("INVLPG %x\n", read_now());
  map(VIRTUAL, (u32)page_pool[0], P | W | U);
  write_cr3(read_cr3());
  print("CR3 %x\n", read_now());
  map(VIRTUAL, (u32)page_pool[1], P | W | U);
  write_cr0(read_cr0() & ~0x80000000u);
  write_cr0(read_cr0() | 0x80000000u);
  print("CR0.PG %x\n", read_now());
  map(VIRTUAL, 0, 0);
  invlpg(VIRTUAL);
  on_trap = repair;
  attempt_in(3, "missing, then there", reads);
  map(VIRTUAL, (u32)page_pool[0], P | U);
  invlpg(VIRTUAL);
  attempt_in(3, "read-only", reads);
  attempt_in(3, "then writable", writes);
  map(VIRTUAL, (u32)page_pool[0], P | W);
  invlpg(VIRTUAL);
  attempt_in(3, "the supervisor's, then everybody's", executes);
  on_trap = NULL;
  // Global pages outlive MOV CR3 if CR4.PGE is set; INVLPG ends them.
  write_cr4(0x80);
  map(VIRTUAL, (u32)page_pool[0], P | W | U | G);
  invlpg(VIRTUAL);
  print("global %x", read_now());
  map(VIRTUAL, (u32)page_pool[1], P | W | U | G);
  invlpg(VIRTUAL);
  print(" after INVLPG %x\n", read_now());
  map(VIRTUAL, (u32)page_pool[0], P | W | U | G);
  write_cr4(0);
  print("after CR4.PGE changed %x\n", read_now());
}
