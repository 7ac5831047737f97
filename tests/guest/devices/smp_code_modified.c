// SPDX-License-Identifier: CC0-1.0
// One core changes the code that another runs: after the other's serializing
// instruction the new code runs (SDM 3A, 8.1.3).
#include "devices.h"

static u8 code[16] __attribute__((used, aligned(4096)));
static volatile u32 turn, answer;

static void other(void) {
  for (u32 i = 1;; ++i) {
    while (turn != i) __asm__ volatile("pause");
    u32 a = 0, b, c, d;
    __asm__ volatile("cpuid" : "+a"(a), "=b"(b), "=c"(c), "=d"(d) : : "memory");
    answer = ((u32(*)(void))(u32)code)();
    core_said[1] = i;
  }
}

PROGRAM(smp_code_modified) {
  devices_begin();
  code[0] = 0xB8;
  code[5] = 0xC3;
  start_core(1, other);
  for (u32 i = 1; i <= 5; ++i) {
    *(volatile u32 *)(code + 1) = i * 0x111;
    if (i == 4) code[0] = 0x25;  // AND EAX, imm
    turn = i;
    SOON(core_said[1] == i);
    print("%u: %x\n", i, i == 4 ? 0 : answer);
    code[0] = 0xB8;
  }
  stop_cores();
}
