// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/numbers.hpp"

#include <charconv>

namespace vectorscope {

std::optional<std::uint64_t> parse_number(std::string_view text) {
  const int base = text.starts_with("0x") || text.starts_with("0X") ? 16 : 10;
  if (base == 16) text.remove_prefix(2);
  std::uint64_t value = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc{} || rest != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<std::pair<std::string, std::uint64_t>> split_at_step(std::string_view text) {
  const auto at = text.rfind('@');
  if (at == std::string_view::npos) return std::nullopt;
  const auto step = parse_number(text.substr(at + 1));
  if (!step) return std::nullopt;
  return std::pair{std::string(text.substr(0, at)), *step};
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0;;) {
    const auto end = text.find(separator, begin);
    parts.emplace_back(text.substr(begin, end - begin));
    if (end == std::string_view::npos) return parts;
    begin = end + 1;
  }
}

}  // namespace vectorscope
