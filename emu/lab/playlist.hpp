// SPDX-License-Identifier: GPL-2.0-or-later
// The labs of a lecture, in its order, with the minutes for each.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "emu/base/result.hpp"

namespace vectorscope {

struct PlaylistItem {
  std::string lab;
  unsigned minutes = 0;  ///< 1 to 90
};

struct Playlist {
  std::string title;
  std::vector<PlaylistItem> items;
  [[nodiscard]] unsigned minutes() const;
};

/// TOML: a title and [[lab]] tables with name and minutes. Errors: a file, line
/// and what is wrong there; a lab that the program does not have, or has twice.
Result<Playlist> parse_playlist(std::string_view text, const std::string& file);

/// assets/labs/lecture.playlist, which is part of the program.
Result<Playlist> bundled_playlist();

}  // namespace vectorscope
