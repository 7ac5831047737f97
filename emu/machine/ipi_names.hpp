// SPDX-License-Identifier: GPL-2.0-or-later
// The IPI models as they are written on the command line and in labs.
#pragma once
#include <array>
#include <optional>
#include <string_view>

#include "emu/machine/config.hpp"

namespace vectorscope {

/// In the order of IpiModel.
inline constexpr std::array<std::string_view, 5> kIpiModelNames = {"lossy", "status", "nxn", "bits",
                                                                   "busy"};

constexpr std::optional<IpiModel> ipi_model_named(std::string_view name) {
  for (std::size_t i = 0; i < kIpiModelNames.size(); ++i) {
    if (kIpiModelNames[i] == name) return static_cast<IpiModel>(i);
  }
  return std::nullopt;
}

}  // namespace vectorscope
