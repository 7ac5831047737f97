// SPDX-License-Identifier: CC0-1.0
// CMPXCHG, CMPXCHG8B, XADD, BSWAP, XCHG: what is stored, and where a fault leaves
// everything as it was. CMPXCHG writes even when it does not exchange.
#include "guest.h"

static u64 cell __attribute__((used, aligned(16)));
ROUTINE(compare, "cmpxchgl %ecx, cell\n setz %dl\n ret");
ROUTINE(compare_byte, "cmpxchgb %cl, cell\n setz %dl\n ret");
ROUTINE(compare_narrow, "cmpxchgw %cx, cell\n setz %dl\n ret");
ROUTINE(compare_wide, "lock cmpxchg8b cell\n setz %cl\n ret");
ROUTINE(add, "xaddl %ecx, cell\n setc %dl\n ret");
ROUTINE(add_byte, "lock xaddb %cl, cell\n setc %dl\n ret");
ROUTINE(swap, "bswapl %eax\n xchgl %eax, cell\n xchgb %ah, cell + 4\n ret");
ROUTINE(compare_there, "cmpxchgl %ecx, 0x40000000\n setz %dl\n ret");
ROUTINE(compare8_there, "cmpxchg8b 0x40000000\n setz %dl\n ret");
ROUTINE(add_there, "xaddl %ecx, 0x40000000\n ret");
ROUTINE(of_register, ".byte 0x0F, 0xC7, 0xC8\n ret");

static void one(const char *what, const void *routine, u64 memory, u32 eax, u32 ecx) {
  cell = memory;
  const struct attempt how = {.eax = eax, .ecx = ecx, .ebx = 0x0BADCAFE, .edx = 0x100};
  attempt_as(&how, what, routine);
  print("  cell %x %x\n", (u32)(cell >> 32), (u32)cell);
}

PROGRAM(exchanges) {
  one("CMPXCHG, equal", compare, 0x1122334455667788, 0x55667788, 0x99);
  one("CMPXCHG, not equal", compare, 0x1122334455667788, 0x55667789, 0x99);
  one("of 8 bits", compare_byte, 0x1122334455667788, 0xAA88, 0x9977);
  one("of 8 bits, not equal", compare_byte, 0x1122334455667788, 0xAA89, 0x9977);
  one("of 16 bits", compare_narrow, 0x1122334455667788, 0xAA7788, 0x9977);
  one("CMPXCHG8B, equal", compare_wide, 0x0000010055667788, 0x55667788, 0x77);
  one("CMPXCHG8B, not equal", compare_wide, 0x0000020055667788, 0x55667788, 0x77);
  one("XADD", add, 0xFFFFFFFF, 1, 2);
  one("XADD of 8 bits", add_byte, 0xFFFFFFFF, 1, 0x102);
  one("BSWAP, XCHG", swap, 0x1122334455667788, 0xA1B2C3D4, 1);
  attempt("CMPXCHG8B of a register", of_register);
  paging_on(0x10000);
  map(VIRTUAL, (u32)page_pool[0], P | U);
  one("read-only, not equal", compare_there, 0, 5, 6);
  one("CMPXCHG8B, read-only, not equal", compare8_there, 0, 5, 6);
  one("XADD, read-only", add_there, 0, 5, 6);
  print("%x\n", *(u32 *)page_pool[0]);
}
