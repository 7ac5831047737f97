// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/session/file_kind.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

#include "emu/history/envelope.hpp"
#include "emu/lab/lab_file.hpp"

namespace vectorscope {
namespace {

bool begins_as_recording(const std::string& path) {
  std::array<char, 16> begin{};
  std::ifstream file(path, std::ios::binary);
  file.read(begin.data(), begin.size());
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(begin.data());
  return is_recording({bytes, static_cast<std::size_t>(file.gcount())});
}

bool is_lab_name(const std::string& what) {
  const auto labs = bundled_labs();
  return std::any_of(labs.begin(), labs.end(),
                     [&](const BundledLab& lab) { return lab.name == what; });
}

}  // namespace

FileKind file_kind(const std::string& what) {
  std::error_code error;
  if (std::filesystem::is_regular_file(what, error)) {
    const auto ending = std::filesystem::path(what).extension();
    if (ending == ".toml" || ending == ".lab") return FileKind::Lab;
    return begins_as_recording(what) ? FileKind::Recording : FileKind::Image;
  }
  return is_lab_name(what) ? FileKind::Lab : FileKind::Image;
}

}  // namespace vectorscope
