// SPDX-License-Identifier: CC0-1.0
// Local APIC: shorthands among three cores, and what a core that was not started takes.
#include "devices.h"

static volatile u32 heard[CORES];
static void note(unsigned vector) {
  if (vector == 0x66) ++heard[core_id()];
  if (vector >= 0x30) lapic_write(0xB0, 0);
  else end_pic(vector);
}
static void listen(void) {
  lapic_write(0xF0, 0x1FF);
  lapic_write(0x80, 0);
  core_said[core_id()] = 1;
  for (;;) __asm__ volatile("sti\n hlt");
}

PROGRAM(lapic_shorthands) {
  devices_begin();
  on_irq = note;
  start_core(2, listen);
  SOON(core_said[2] != 0);
  static const struct { const char *what; u32 low, high; } kSends[] = {
      {"none, core 2", 0x4066, 2u << 24}, {"none, core 1, which sleeps", 0x4066, 1u << 24},
      {"none, nobody", 0x4066, 7u << 24},  {"none, all", 0x4066, 0xFFu << 24},
      {"self", 0x44066, 2u << 24},         {"all", 0x84066, 0},
      {"others", 0xC4066, 0}};
  for (unsigned i = 0; i < sizeof kSends / sizeof kSends[0]; ++i) {
    heard[0] = heard[1] = heard[2] = 0;
    lapic_write(0x310, kSends[i].high);
    lapic_write(0x300, kSends[i].low);
    window();
    sleep_ms(20);
    print("%s: %u %u %u\n", kSends[i].what, heard[0], heard[1], heard[2]);
  }
  stop_cores();
}
