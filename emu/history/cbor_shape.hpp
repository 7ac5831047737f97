// SPDX-License-Identifier: GPL-2.0-or-later
// Is it CBOR (RFC 8949) as we write it? Checked in one pass without recursion,
// because the parser that follows recurses and believes lengths.
#pragma once
#include <cstdint>
#include <span>

#include "emu/base/result.hpp"

namespace vectorscope {

/// The contents of a recording are a map of scalars, strings and short lists.
inline constexpr std::size_t kDeepest = 4, kMostValues = 100'000;

/// One value, of known lengths, without tags, that ends where the bytes end.
Result<void> check_cbor_shape(std::span<const std::uint8_t> bytes);

}  // namespace vectorscope
