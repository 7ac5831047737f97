// SPDX-License-Identifier: GPL-2.0-or-later
// Everything that a run was made of: what the machine is, its image, and every
// decision. From it the run comes again, bit for bit, on any host.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "emu/base/result.hpp"
#include "emu/load/image.hpp"
#include "emu/machine/config.hpp"
#include "emu/machine/decision.hpp"

namespace vectorscope {

struct Recording {
  std::string title;  ///< what was recorded, for people
  MachineConfig config;
  std::string image_name;
  std::vector<std::uint8_t> image_file;       ///< whole, as it was read
  std::optional<PhysicalAddress> image_flat;  ///< where it goes, if no format says so
  std::vector<Module> modules;                ///< given to the kernel beside it
  std::vector<std::uint8_t> symbols_file;     ///< the ELF that names come from, if not the image
  std::vector<std::string> watched;           ///< functions whose calls are events
  std::vector<Decision> decisions;
  Step steps = 0;          ///< of the machine at the end
  std::uint64_t hash = 0;  ///< of its whole state then
};

std::vector<std::uint8_t> write_recording(const Recording& recording);

/// An error is one line that begins with `name`.
Result<Recording> parse_recording(std::span<const std::uint8_t> file,
                                  std::string_view name = "recording");

/// The file is whole or is what it was before.
Result<void> save_recording(const std::string& path, const Recording& recording);
Result<Recording> load_recording(const std::string& path);

}  // namespace vectorscope
