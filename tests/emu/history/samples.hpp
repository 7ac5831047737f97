// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once
#include "emu/history/recording.hpp"

namespace vectorscope::test {

/// A recording with every field different from its default.
inline Recording sample_recording() {
  return {.title = "lab dead-holder, published",
          .config = {.cores = 3,
                     .ram_mb = 32,
                     .cmdline = "lab=dead-holder \xFF",
                     .ipi = IpiModel::NxN,
                     .intr = IntrRouting::AnyCore,
                     .frequency_hz = 1'000'000'007,
                     .handlers = HandlersAt{.address = 0x109000, .count = 128, .stride = 64},
                     .start_time = 86'400,
                     .ipi_latency = 250},
          .image_name = "kernel.elf",
          .image_file = {0x7F, 'E', 'L', 'F', 0, 255},
          .image_flat = 0x7C00,
          .modules = {{.name = "initrd.img", .bytes = {1, 2, 0, 255}}, {.name = "", .bytes = {}}},
          .symbols_file = {0x7F, 'E'},
          .watched = {"pmm_alloc_work", "kbd_isr"},
          .decisions = {decisions::Run{0, 120}, decisions::Kill{1}, decisions::Run{2, 3}},
          .steps = 123,
          .hash = 0xFEDCBA9876543210};
}

}  // namespace vectorscope::test
