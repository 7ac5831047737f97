// SPDX-License-Identifier: GPL-2.0-or-later
// The kernel that is part of the program, so that `builtin` works wherever the
// program is.
#pragma once
#include "emu/load/image.hpp"

namespace vectorscope {

Result<Image> bundled_kernel(std::uint64_t ram_bytes = 64u << 20);

}  // namespace vectorscope
