// SPDX-License-Identifier: GPL-2.0-or-later
// Whole files in and out, with words when it does not work.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "emu/base/result.hpp"

namespace vectorscope {

/// The whole of a regular file of at most `limit` bytes.
Result<std::vector<std::uint8_t>> read_file(const std::string& path, std::uint64_t limit);

/// The file holds either what it held before or all of `bytes`: they go to a
/// new file beside it, which takes its name when it is complete.
Result<void> write_file(const std::string& path, std::span<const std::uint8_t> bytes);

}  // namespace vectorscope
