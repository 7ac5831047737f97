// SPDX-License-Identifier: GPL-2.0-or-later
// CBOR (RFC 8949) as fields, asked for by name.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "emu/base/result.hpp"

namespace vectorscope {

/// A map, or one line about why it is not.
Result<nlohmann::json> parse_cbor(std::span<const std::uint8_t> bytes);

/// Fields of a map; a missing or wrong one is remembered, and the first of them
/// becomes the error.
class CborMap {
 public:
  explicit CborMap(const nlohmann::json& map) : map_(map) {}

  [[nodiscard]] std::uint64_t number(const char* name, std::uint64_t least, std::uint64_t most);
  [[nodiscard]] std::string text(const char* name, std::size_t most);
  /// Of few words; an index into them.
  template <class Words>
  [[nodiscard]] std::size_t choice(const char* name, const Words& words);
  [[nodiscard]] std::vector<std::uint8_t> bytes(const char* name);
  [[nodiscard]] std::vector<std::string> texts(const char* name, std::size_t most_each);
  /// A list of maps; empty if it is anything else.
  [[nodiscard]] std::vector<nlohmann::json> maps(const char* name);
  [[nodiscard]] bool has(const char* name) const;
  /// An empty map if it is missing.
  [[nodiscard]] const nlohmann::json& map(const char* name);

  [[nodiscard]] const std::string& error() const { return error_; }
  void add_error(std::string text);

 private:
  const nlohmann::json* find(const char* name) const;
  void wrong(const char* name, const std::string& wanted);

  const nlohmann::json& map_;
  std::string error_;
};

template <class Words>
std::size_t CborMap::choice(const char* name, const Words& words) {
  const std::string word = text(name, 64);
  for (std::size_t i = 0; i < words.size(); ++i)
    if (word == words[i]) return i;
  wrong(name, "known word");
  return 0;
}

}  // namespace vectorscope
