// SPDX-License-Identifier: CC0-1.0
// PAE: four directories, entries of 8 bytes, pages of 4 KB and 2 MB, accessed and
// dirty bits, faults, and interrupts while it is on (SDM 3A, 4.4).
// manual: SDM 3A, 4.6: a frame on ring 3's own stack is pushed with the user's rights. QEMU takes the supervisor's.
//   qemu:   frame into a missing page: #PF(0002) cr2 40000ffc at +5 cs 003b flags 00000002 frame ring0-20 from 0043:40001008
//   manual: frame into a missing page: #PF(0006) cr2 40000ffc at +5 cs 003b flags 00000002 frame ring0-20 from 0043:40001008
#include "guest.h"

static u64 pointers[4] __attribute__((aligned(32)));
static u64 directories[4][512] __attribute__((aligned(4096)));
static u64 table[512] __attribute__((aligned(4096)));

ROUTINE(reads, "movl 0x40000010, %eax\n ret");
ROUTINE(writes, "movl %eax, 0x40000010\n ret");
ROUTINE(writes_large, "movl %eax, 0x40212344\n ret");
ROUTINE(executes, "movl $0x40000040, %eax\n jmp *%eax");
ROUTINE(int40, "int $0x40\n ret");
ROUTINE(high, "movl 0xC0000010, %eax\n ret");
ROUTINE(pushes, "movl $0x40001008, %esp\n int $0x41");
ROUTINE(in_ring3, "int $0x30");

static bool resume(struct frame *frame) {
  if (frame->vector != 0x40) return false;
  print("[INT 40] ");
  return true;
}
static void flush(void) { write_cr3((u32)pointers); }

PROGRAM(paging_pae) {
  for (u32 i = 0; i < 16; ++i) directories[0][i] = ((u64)i << 21) | PS | P | W | U;
  for (u32 i = 0; i < 4; ++i) pointers[i] = (u32)directories[i] | P;
  directories[1][0] = (u32)table | P | W | U;
  directories[1][1] = 0x400000 | PS | P | W | U;
  directories[3][0] = (u32)table | P | W;
  table[0] = (u32)page_pool[0] | P | W | U;
  *(u32 *)(page_pool[0] + 0x10) = 0x12345678;
  page_pool[0][0x40] = 0xC3;
  write_cr4(0x20);
  write_cr3((u32)pointers);
  write_cr0(read_cr0() | 0x80010000u);
  on_trap = resume;
  set_gate(0x40, (const void *)stub_addresses[0x40], 0xE, 3);
  attempt_in(3, "read", reads);
  print("  directory %h table %h\n", (u32)directories[1][0] & 0xFFF, (u32)table[0] & 0xFFF);
  attempt_in(3, "write", writes);
  print("  directory %h table %h\n", (u32)directories[1][0] & 0xFFF, (u32)table[0] & 0xFFF);
  attempt_in(3, "2 MB", writes_large);
  print("  entry %x memory %x\n", (u32)directories[1][1], *(u32 *)0x412344);
  attempt_in(3, "execute", executes);
  attempt_in(3, "interrupt", int40);
  attempt_in(0, "the supervisor's directory", high);
  attempt_in(3, "from ring 3", high);
  table[0] = (u32)page_pool[0] | P | U;
  flush();
  attempt_in(3, "read-only", writes);
  attempt_in(0, "read-only, WP", writes);
  table[0] = 0;
  flush();
  attempt_in(3, "not present", reads);
  pointers[1] = 0;
  flush();
  attempt_in(3, "no directory", reads);
  pointers[1] = (u32)directories[1] | P;
  flush();
  // A frame that goes onto a ring 3 stack, whose lower page is missing.
  idt[0x41] = gate(CODE(3), (u32)in_ring3, 0xE, 3);
  table[1] = (u32)page_pool[1] | P | W | U;
  attempt_in(3, "frame into a missing page", pushes);
  write_cr0(0x31);
  write_cr4(0);
}
