// SPDX-License-Identifier: GPL-2.0-or-later
// Numbers and parts of options. A number is decimal, or hexadecimal after 0x.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vectorscope {

std::optional<std::uint64_t> parse_number(std::string_view text);

/// "a@7" at the last '@': {"a", 7}; nothing if there is no step.
std::optional<std::pair<std::string, std::uint64_t>> split_at_step(std::string_view text);

std::vector<std::string> split(std::string_view text, char separator);

}  // namespace vectorscope
