// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once
#include <cstdint>
#include <string>

namespace vectorscope {

enum class FileKind : std::uint8_t { Image, Lab, Recording };

/// What to open as: a recording by its first bytes, a lab by its ending (.toml,
/// .lab) or, where there is no such file, by the name of one of the program's.
/// Anything else is an image, or will be said not to be one.
FileKind file_kind(const std::string& what);

}  // namespace vectorscope
