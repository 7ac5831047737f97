// SPDX-License-Identifier: CC0-1.0
// A page is taken from another core: it keeps what its TLB knows until it is told by
// an IPI to forget it.
#include "devices.h"

static volatile u32 turn, seen;
static void other(void) {
  lapic_write(0xF0, 0x1FF);
  lapic_write(0x80, 0);
  write_cr4(read_cr4() | 0x10);
  write_cr3((u32)page_directory);
  write_cr0(read_cr0() | 0x80010000u);
  core_said[1] = 1;
  __asm__ volatile("sti");
  for (u32 i = 1;; ++i) {
    while (turn != i) __asm__ volatile("pause");
    seen = *(volatile u32 *)VIRTUAL;
    core_said[1] = 1 + i;
  }
}
static volatile u32 told;
static void note(unsigned vector) {
  if (vector == 0x77) {
    invlpg(VIRTUAL);
    told = 1;
  }
  if (vector >= 0x30) lapic_write(0xB0, 0);
  else end_pic(vector);
}

PROGRAM(smp_tlb_shootdown) {
  devices_begin();
  on_irq = note;
  paging_on(0);
  page_directory[LAPIC >> 22] = (LAPIC & 0xFFC00000) | PS | PCD | P | W;
  write_cr4(read_cr4() | 0x10);
  write_cr3(read_cr3());
  *(u32 *)page_pool[0] = 0x1111;
  *(u32 *)page_pool[1] = 0x2222;
  map(VIRTUAL, (u32)page_pool[0], P | W);
  start_core(1, other);
  SOON(core_said[1] == 1);
  for (u32 i = 1; i <= 3; ++i) {
    turn = i;
    SOON(core_said[1] == 1 + i);
    print("%u: %x\n", i, seen);
    map(VIRTUAL, (u32)page_pool[i & 1], P | W);
    told = 0;
    lapic_write(0x310, 1u << 24);
    lapic_write(0x300, 0x4077);
    SOON(told != 0);
    print("told %u\n", told);
  }
  stop_cores();
}
