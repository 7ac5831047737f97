// SPDX-License-Identifier: CC0-1.0
// Fixed IPIs to another core, to all, to all but self, and lowest priority.
#include "devices.h"

static volatile u32 heard[CORES];

static void note(unsigned vector) {
  if (vector == 0x55) ++heard[core_id()];
  if (vector >= 0x30) lapic_write(0xB0, 0);
  else end_pic(vector);
}

static void listen(void) {
  lapic_write(0xF0, 0x1FF);
  lapic_write(0x80, 0);
  core_said[1] = 1;
  for (;;) __asm__ volatile("sti\n hlt");
}

PROGRAM(smp_ipi) {
  devices_begin();
  start_core(1, listen);
  SOON(core_said[1] != 0);
  on_irq = note;
  static const u32 kSends[] = {0x04055, 0x84055, 0xC4055, 0x44055};
  for (unsigned i = 0; i < 4; ++i) {
    heard[0] = heard[1] = 0;
    lapic_write(0x310, 1u << 24);
    lapic_write(0x300, kSends[i]);
    window();
    sleep_ms(20);
    print("ICR %x: core 0 %u, core 1 %u\n", kSends[i], heard[0], heard[1]);
  }
  stop_cores();
}
