// SPDX-License-Identifier: GPL-2.0-or-later
// From "these bytes of the file go there" to segments that are known to fit.
// Errors have no file name yet; parse_image puts it in front.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "emu/load/image.hpp"

namespace vectorscope {

/// A part of the file and its place in memory, as the file claims it. 64 bits
/// wide, so that no sum of two 32-bit fields wraps.
struct Part {
  std::string what;  ///< "segment 2": how a person finds it in the file
  std::uint64_t address = 0;
  std::uint64_t offset = 0;
  std::uint64_t bytes_in_file = 0;
  std::uint64_t bytes_in_memory = 0;
  bool executable = false;
};

/// Checks every part against file, RAM and the other parts, and only then
/// copies: a hostile file may claim the same megabytes thousands of times.
Result<std::vector<Segment>> lay_out(std::vector<Part> parts, std::span<const std::uint8_t> file,
                                     std::uint64_t ram_bytes);

/// It must lie in a segment.
Result<void> check_entry(const std::vector<Segment>& segments, LinearAddress entry);

}  // namespace vectorscope
