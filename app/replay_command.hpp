// SPDX-License-Identifier: GPL-2.0-or-later
// vectorscope replay FILE, vectorscope export FILE
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "app/outputs.hpp"

namespace vectorscope {

struct ReplayOptions {
  std::string file;
  std::optional<std::uint64_t> to;
  bool hash_only = false;
  bool json = false;
};

/// Runs a recording again. At its end the state must be the recorded one.
Result<int> replay_command(const ReplayOptions& options);

/// Runs a recording again and writes its timeline.
Result<int> export_command(const std::string& file, const OutputOptions& outputs, bool json);

}  // namespace vectorscope
