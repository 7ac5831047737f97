// SPDX-License-Identifier: CC0-1.0
// A STARTUP to a core that runs is ignored (SDM 3C, 25.2).
#include "devices.h"

static void count(void) {
  ++core_said[1];
  for (;;) __asm__ volatile("pause");
}

PROGRAM(smp_startup_once) {
  devices_begin();
  start_core(1, count);
  SOON(core_said[1] != 0);
  lapic_write(0x310, 1u << 24);
  lapic_write(0x300, 0x4608);
  sleep_ms(20);
  print("started %u times\n", core_said[1]);
  start_core(1, count);
  SOON(core_said[1] > 1);
  print("after INIT: %u\n", core_said[1]);
  stop_cores();
}
