// SPDX-License-Identifier: GPL-2.0-or-later
// The guest loops of guest/loop.S, with their numbers filled in.
#pragma once
#include <cstdint>
#include <vector>

#include "emu/base/result.hpp"

namespace vectorscope::bench {

enum class Loop : std::uint8_t { Alu, Memory, Branchy };
inline constexpr Loop kLoops[] = {Loop::Alu, Loop::Memory, Loop::Branchy};

const char* name(Loop loop);  ///< of the image, and in a benchmark's name

/// Each of `cores` cores runs the loop `iterations` times; then the machine ends.
struct Work {
  Loop loop = Loop::Alu;
  std::uint32_t cores = 1;
  std::uint32_t iterations = 1;
};

Result<std::vector<std::uint8_t>> multiboot_image(const Work& work);
Result<std::vector<std::uint8_t>> boot_floppy(const Work& work);

}  // namespace vectorscope::bench
