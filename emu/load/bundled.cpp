// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/load/bundled.hpp"

extern "C" const std::uint8_t vectorscope_kernel_begin[], vectorscope_kernel_end[];

namespace vectorscope {

Result<Image> bundled_kernel(std::uint64_t ram_bytes) {
  return parse_image("builtin", {vectorscope_kernel_begin, vectorscope_kernel_end}, ram_bytes);
}

}  // namespace vectorscope
