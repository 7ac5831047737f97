// SPDX-License-Identifier: CC0-1.0
#include "guest.h"

u64 gdt[GDT_ENTRIES] __attribute__((aligned(16)));
u64 idt[256] __attribute__((aligned(16)));
struct tss tss_main __attribute__((aligned(16)));
u8 ring_stack[4][STACK_BYTES] __attribute__((aligned(16)));

u64 segment(u32 base, u32 limit, u8 access, u8 flags) {
  const u32 low = (limit & 0xFFFF) | (base << 16);
  const u32 high = ((base >> 16) & 0xFF) | ((u32)access << 8) | (limit & 0xF0000) | ((u32)flags << 20) |
                   (base & 0xFF000000u);
  return ((u64)high << 32) | low;
}

u64 gate(u16 selector, u32 offset, u8 type, u8 dpl) {
  const u32 low = ((u32)selector << 16) | (offset & 0xFFFF);
  const u32 high = (offset & 0xFFFF0000u) | 0x8000u | ((u32)dpl << 13) | ((u32)type << 8);
  return ((u64)high << 32) | low;
}

u8 access_of(u16 selector) { return (u8)(gdt[selector >> 3] >> 40); }

void set_gate(unsigned vector, const void *handler, u8 type, u8 dpl) {
  idt[vector] = gate(CODE0, (u32)handler, type, dpl);
}

void prepare_segments(void) {
  for (unsigned ring = 0; ring < 4; ++ring) {
    gdt[CODE(ring) >> 3] = segment(0, 0xFFFFF, (u8)(0x9A | (ring << 5)), 0xC);
    gdt[DATA(ring) >> 3] = segment(0, 0xFFFFF, (u8)(0x92 | (ring << 5)), 0xC);
  }
  gdt[CODE16 >> 3] = segment(0, 0xFFFF, 0x9A, 0);
  gdt[DATA16 >> 3] = segment(0, 0xFFFF, 0x92, 0);
  gdt[TSS_MAIN >> 3] = segment((u32)&tss_main, 0x67, 0x89, 0);
  for (unsigned vector = 0; vector < 256; ++vector)
    set_gate(vector, (const void *)stub_addresses[vector], 0xE, vector == DONE ? 3 : 0);
  tss_main.esp0 = STACK_TOP(0);
  tss_main.ss0 = DATA(0);
  tss_main.esp1 = STACK_TOP(1);
  tss_main.ss1 = DATA(1);
  tss_main.esp2 = STACK_TOP(2);
  tss_main.ss2 = DATA(2);
  tss_main.io_map = 0x68;  // beyond the limit: every port is refused
}
