// SPDX-License-Identifier: CC0-1.0
// A page of code is exchanged without a word to the TLB. Which of the two runs is the
// CPU's to choose (SDM 3A, 4.10.2.3), but it must be one of them, whole, whatever else
// happens in between; after INVLPG it is the new one.
#include "guest.h"

enum { PAGES = 2048, FAR = 0x1800000 };
// Both at the same offsets: the old page counts, the new one asks what must not be asked
// past the machine: CPUID, and port E9.
static const u8 kOld[] = {0x40, 0x40, 0x40, 0x40, 0x40, 0x40, 0xC3};                     // INC EAX
static const u8 kNew[] = {0x31, 0xC0, 0x0F, 0xA2, 0x89, 0xD8, 0xC3};                     // XOR, CPUID, MOV EAX, EBX
static u32 fresh(void) {
  u32 eax = 0, ebx;
  __asm__ volatile("cpuid" : "+a"(eax), "=b"(ebx) : : "ecx", "edx");
  return ebx;
}
static u32 call_there(void) {
  u32 eax = 0;
  __asm__ volatile("call *%1" : "+a"(eax) : "r"(VIRTUAL) : "ebx", "ecx", "edx", "memory", "cc");
  return eax;
}
static const char *which(u32 answer) {
  return answer == 6 ? "one of both" : answer == fresh() ? "one of both" : "neither";
}
// So many other pages that no TLB holds them all.
static void forget_by_use(void) {
  for (u32 i = 0; i < PAGES; ++i) (void)*(volatile u32 *)(FAR + i * 4096u);
}

// It exchanges its own page, uses many others, and goes on where nothing was executed yet.
ROUTINE(exchanges_itself, "movl %ebx, (%edx)\n 1: movb (%esi), %al\n addl $4096, %esi\n loop 1b\n xorl %eax, %eax\n jmp 2f\n 2:");
static u32 exchange_running(void) {
  u32 eax = VIRTUAL + 0x1000, ebx = (u32)page_pool[3] | P | W | U, ecx = PAGES;
  u32 edx = (u32)&page_table[1], esi = FAR;
  __asm__ volatile("call *%0" : "+a"(eax), "+b"(ebx), "+c"(ecx), "+d"(edx), "+S"(esi) : : "memory", "cc");
  return eax;
}

PROGRAM(tlb_code_remapped) {
  memcpy(page_pool[0], kOld, sizeof kOld);
  memcpy(page_pool[1], kNew, sizeof kNew);
  paging_on(0);
  map(VIRTUAL, (u32)page_pool[0], P | W | U);
  print("old: %u\n", call_there());
  map(VIRTUAL, (u32)page_pool[1], P | W | U);
  print("without INVLPG: %s\n", which(call_there()));
  forget_by_use();
  print("when others have taken its place: %s\n", which(call_there()));
  write_cr0(read_cr0() ^ 8);
  write_cr0(read_cr0() ^ 8);
  print("after MOV CR0: %s\n", which(call_there()));
  invlpg(VIRTUAL + 0x1000);
  print("after INVLPG of another: %s\n", which(call_there()));
  invlpg(VIRTUAL);
  print("after INVLPG: new %u\n", (u32)(call_there() == fresh()));
  const u32 length = (u32)(exchanges_itself_end - exchanges_itself);
  memcpy(page_pool[2], exchanges_itself, length);
  memcpy(page_pool[3], exchanges_itself, length);
  memcpy(page_pool[2] + length, kOld, sizeof kOld);
  memcpy(page_pool[3] + length, kNew, sizeof kNew);
  map(VIRTUAL + 0x1000, (u32)page_pool[2], P | W | U);
  invlpg(VIRTUAL + 0x1000);
  print("by itself: %s\n", which(exchange_running()));
  // A global page survives MOV CR3.
  map(VIRTUAL, (u32)page_pool[0], P | W | U | G);
  write_cr4(read_cr4() | 0x80);
  invlpg(VIRTUAL);
  print("old: %u\n", call_there());
  map(VIRTUAL, (u32)page_pool[1], P | W | U | G);
  write_cr3(read_cr3());
  print("global, after MOV CR3: %s\n", which(call_there()));
  forget_by_use();
  print("and later: %s\n", which(call_there()));
  write_cr4(read_cr4() & ~0x80u);
  print("after CR4.PGE: new %u\n", (u32)(call_there() == fresh()));
}
