// SPDX-License-Identifier: CC0-1.0
// INIT and STARTUP: another core runs, with its own ID.
#include "devices.h"

static void say_id(void) { core_said[core_id()] = 0xC0DE0000 | core_id(); }

PROGRAM(smp_start) {
  devices_begin();
  for (u32 id = 1; id < CORES; ++id) {
    start_core(id, say_id);
    print("core %u: %u, says %x\n", id, (u32)SOON(core_said[id] != 0), core_said[id]);
  }
  stop_cores();
}
