// SPDX-License-Identifier: GPL-2.0-or-later
// vectorscope run IMAGE
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "app/machine_options.hpp"
#include "app/outputs.hpp"
#include "app/timed_inputs.hpp"

namespace vectorscope {

struct RunOptions {
  MachineOptions machine;
  InputOptions inputs;
  OutputOptions outputs;
  std::string policy = "round-robin:100";
  std::optional<std::uint64_t> steps;
  std::string until;
  std::string serial = "stdio", debugcon, screen;
  bool serial_asked = false;  ///< --serial was given: with stdio, stdin goes to COM1
  bool json = false;
};

/// The exit code, or what was wrong with the options.
Result<int> run_command(const RunOptions& options);

}  // namespace vectorscope
