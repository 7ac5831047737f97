// SPDX-License-Identifier: GPL-2.0-or-later
// From a TOML file to a lab. Whatever is wrong with the file is one line with
// the file's name and the line.
#pragma once
#include <span>
#include <string_view>

#include "emu/lab/lab.hpp"

namespace vectorscope {

Result<Lab> parse_lab(std::string_view text, const std::string& file);

/// A lab of the program by name, or a file by path.
Result<Lab> load_lab(const std::string& name_or_path);

struct BundledLab {
  std::string_view name;  ///< "twin-swap"
  std::string_view text;
};
/// Those of assets/labs, in alphabetical order. They are part of the program.
std::span<const BundledLab> bundled_labs();
/// assets/labs/lecture.playlist
std::string_view bundled_playlist_text();

}  // namespace vectorscope
