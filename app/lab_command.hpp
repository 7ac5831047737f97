// SPDX-License-Identifier: GPL-2.0-or-later
// vectorscope lab list | run
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "app/outputs.hpp"

namespace vectorscope {

struct LabOptions {
  std::string lab;      ///< a name or a file
  std::string variant;  ///< empty: every one
  bool all = false;     ///< every lab
  std::optional<unsigned> schedules;
  OutputOptions outputs;
  bool json = false;
};

/// `playlist`: only the labs of the lecture, with minutes.
Result<int> lab_list_command(bool json, bool playlist);
Result<int> lab_run_command(const LabOptions& options);

}  // namespace vectorscope
