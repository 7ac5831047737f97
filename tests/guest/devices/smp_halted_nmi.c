// SPDX-License-Identifier: CC0-1.0
// An NMI wakes a core that halts with interrupts off.
#include "devices.h"

static void deaf(void) {
  core_said[1] = 1;
  __asm__ volatile("cli\n hlt" : : : "memory");
  core_said[1] = 2;
  for (;;) __asm__ volatile("cli\n hlt");
}

PROGRAM(smp_halted_nmi) {
  devices_begin();
  start_core(1, deaf);
  SOON(core_said[1] == 1);
  sleep_ms(20);
  print("halted: %u\n", core_said[1]);
  lapic_write(0x310, 1u << 24);
  lapic_write(0x300, 0x04400);
  print("woken: %u\n", (u32)SOON(core_said[1] == 2));
  stop_cores();
}
