// SPDX-License-Identifier: GPL-2.0-or-later
// The machine and the image as the command line describes them.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "emu/base/result.hpp"
#include "emu/load/image.hpp"
#include "emu/machine/config.hpp"

namespace vectorscope {

struct MachineOptions {
  std::string image;
  std::int64_t cores = 4, ram = 64;
  std::int64_t ipi_latency = 0;
  std::string cmdline, ipi = "busy", memory = "sc", engine = "exact", intr = "bsp", handles;
  std::string symbols;  ///< another ELF to take the names from
  std::string flat;     ///< where a raw image goes; empty: the image says so itself
  std::vector<std::string> modules;
  std::string date;  ///< where the real-time clock begins; empty: the default
};

/// Everything but the handlers' array, which may need the image's symbols.
Result<MachineConfig> machine_config(const MachineOptions& options);

/// `builtin`, the bundled kernel.
bool is_builtin(const MachineOptions& options);

Result<std::shared_ptr<const Image>> open_image(const MachineOptions& options);

/// SYMBOL or ADDRESS, [:COUNT[:STRIDE]].
Result<HandlersAt> handlers_at(const std::string& text, const Symbols& symbols);

}  // namespace vectorscope
