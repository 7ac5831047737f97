// SPDX-License-Identifier: GPL-2.0-or-later
// A program of random instructions, at kBody.
#pragma once
#include <cstdint>
#include <vector>

#include "tests/fuzz/input.hpp"

namespace vectorscope::fuzz {

/// Takes all that is left of the input.
std::vector<std::uint8_t> random_program(Input& input);

}  // namespace vectorscope::fuzz
