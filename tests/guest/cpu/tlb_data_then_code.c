// SPDX-License-Identifier: CC0-1.0
// A page is read, exchanged without a word to the TLB, and then executed for the first
// time. Which of the two runs is the CPU's to choose (SDM 3A, 4.10.2.3), but it must be
// one of them, whole.
#include "guest.h"

// The same offsets in both: one counts, the other asks what must not be asked past the machine.
static const u8 kCounts[] = {0x40, 0x40, 0x40, 0x40, 0x40, 0x40, 0xC3};  // INC EAX
static const u8 kAsks[] = {0x31, 0xC0, 0x0F, 0xA2, 0x89, 0xD8, 0xC3};    // XOR, CPUID, MOV EAX, EBX
static u32 cpuid_ebx(void) {
  u32 eax = 0, ebx;
  __asm__ volatile("cpuid" : "+a"(eax), "=b"(ebx) : : "ecx", "edx");
  return ebx;
}
static u32 call(u32 address) {
  u32 eax = 0;
  __asm__ volatile("call *%1" : "+a"(eax) : "r"(address) : "ebx", "ecx", "edx", "memory", "cc");
  return eax;
}
static const char *which(u32 answer) {
  return answer == sizeof kCounts - 1 || answer == cpuid_ebx() ? "one of both" : "neither";
}
static void read(u32 address) { (void)*(volatile u8 *)address; }
static void write(u32 address) { *(volatile u8 *)(address + 0x800) = 1; }
static u32 place(u32 i) { return VIRTUAL + i * 0x1000; }
static u32 counts(u32 bits) { return (u32)page_pool[0] | bits; }
static u32 asks(u32 bits) { return (u32)page_pool[1] | bits; }
static void set(u32 i, u32 entry) { page_table[i] = entry; }

PROGRAM(tlb_data_then_code) {
  memcpy(page_pool[0], kCounts, sizeof kCounts);
  memcpy(page_pool[1], kAsks, sizeof kAsks);
  paging_on(0);
  set(0, asks(P | W | U));
  read(place(0));
  set(0, counts(P | W | U));
  print("read, exchanged: %s\n", which(call(place(0))));
  set(1, counts(P | W | U));
  read(place(1));
  set(1, asks(P | W | U));
  print("the other way round: %s\n", which(call(place(1))));
  set(2, asks(P | W | U));
  write(place(2));
  set(2, counts(P | W | U));
  print("written, exchanged: %s\n", which(call(place(2))));
  // Known by an earlier translation, which MOV CR3 made the TLB forget.
  set(3, counts(P | W | U));
  print("executed: %s\n", which(call(place(3))));
  write_cr3(read_cr3());
  set(3, asks(P | W | U));
  read(place(3));
  set(3, counts(P | W | U));
  print("back where it was: %s\n", which(call(place(3))));
  // An instruction that goes on in the page: E8 is CALL, and what follows is where to.
  set(4, (u32)page_pool[2] | P | W | U);
  page_pool[2][0xFFF] = 0xB8;                               // MOV EAX, imm32
  memcpy(page_pool[3], "\x01\x00\x00\x00\x0F\xA2\x89\xD8\xC3", 9);  // CPUID, MOV EAX, EBX
  memcpy(page_pool[4], "\x06\x00\x00\x00\x90\x90\x90\x90\xC3", 9);
  set(5, (u32)page_pool[3] | P | W | U);
  read(place(5));
  set(5, (u32)page_pool[4] | P | W | U);
  u32 leaf1 = 1, ebx;
  __asm__ volatile("cpuid" : "+a"(leaf1), "=b"(ebx) : : "ecx", "edx");
  const u32 answer = call(place(4) + 0xFFF);
  print("in its second page: %s\n", answer == 6 || answer == ebx ? "one of both" : "neither");
  invlpg(place(0));
  print("after INVLPG: new %u\n", (u32)(call(place(0)) == 6));
}
