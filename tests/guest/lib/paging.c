// SPDX-License-Identifier: CC0-1.0
#include "guest.h"

enum { TABLES = 8 };
u32 page_directory[1024] __attribute__((aligned(4096)));
u32 page_table[1024] __attribute__((aligned(4096)));
u8 page_pool[8][4096] __attribute__((aligned(4096)));
static u32 identity[TABLES][1024] __attribute__((aligned(4096)));

void paging_on(u32 more_cr0) {
  for (u32 i = 0; i < TABLES * 1024u; ++i) identity[i / 1024][i % 1024] = i * 4096u | P | W | U;
  for (unsigned i = 0; i < TABLES; ++i) page_directory[i] = (u32)identity[i] | P | W | U;
  page_directory[VIRTUAL >> 22] = (u32)page_table | P | W | U;
  write_cr3((u32)page_directory);
  write_cr0(read_cr0() | 0x80000000u | more_cr0);
}

void map(u32 linear, u32 physical, u32 bits) { page_table[(linear >> 12) & 1023] = physical | bits; }

u32 identity_entry(u32 linear) { return identity[linear >> 22][(linear >> 12) & 1023]; }
void set_identity(u32 linear, u32 entry) { identity[linear >> 22][(linear >> 12) & 1023] = entry; }
