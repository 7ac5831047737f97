// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/lab/playlist.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "emu/lab/lab_file.hpp"
#include "emu/lab/toml_table.hpp"

namespace vectorscope {
namespace {

bool is_bundled(const std::string& name) {
  const auto labs = bundled_labs();
  return std::any_of(labs.begin(), labs.end(),
                     [&](const BundledLab& lab) { return lab.name == name; });
}

Playlist read(const toml::table& root, const std::string& file) {
  constexpr std::uint64_t kMostMinutes = 90;
  const TomlTable table(root, file, {"title", "lab"});
  Playlist playlist{table.text("title"), {}};
  for (const auto* each : table.tables("lab")) {
    const TomlTable item(*each, file, {"name", "minutes"});
    const auto name = item.text("name");
    if (!is_bundled(name)) item.wrong("name", fmt::format("there is no lab '{}'", name));
    const bool twice = std::any_of(playlist.items.begin(), playlist.items.end(),
                                   [&](const PlaylistItem& other) { return other.lab == name; });
    if (twice) item.wrong("name", fmt::format("lab '{}' is there twice", name));
    if (!item.has("minutes")) item.wrong("name", fmt::format("lab '{}' has no minutes", name));
    playlist.items.push_back(
        {name, static_cast<unsigned>(item.number("minutes", 1, kMostMinutes, 1))});
  }
  return playlist;
}

}  // namespace

unsigned Playlist::minutes() const {
  return std::accumulate(items.begin(), items.end(), 0u,
                         [](unsigned sum, const PlaylistItem& item) { return sum + item.minutes; });
}

Result<Playlist> parse_playlist(std::string_view text, const std::string& file) {
  return parsed_toml(text, file, [&](const toml::table& root) { return read(root, file); });
}

Result<Playlist> bundled_playlist() {
  return parse_playlist(bundled_playlist_text(), "assets/labs/lecture.playlist");
}

}  // namespace vectorscope
