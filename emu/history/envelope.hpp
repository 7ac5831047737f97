// SPDX-License-Identifier: GPL-2.0-or-later
// What is around a recording's contents: eight bytes that say what the file is,
// a version, and one zstd frame (RFC 8878) with a checksum.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "emu/base/result.hpp"

namespace vectorscope {

/// What a recording unpacks to at most: a few kilobytes can claim to be
/// terabytes.
inline constexpr std::size_t kMostUnpacked = std::size_t{1} << 30;

[[nodiscard]] bool is_recording(std::span<const std::uint8_t> file);

std::vector<std::uint8_t> seal(std::span<const std::uint8_t> contents);
Result<std::vector<std::uint8_t>> unseal(std::span<const std::uint8_t> file,
                                         std::size_t most = kMostUnpacked);

}  // namespace vectorscope
