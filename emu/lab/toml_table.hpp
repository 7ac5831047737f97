// SPDX-License-Identifier: GPL-2.0-or-later
// A TOML table whose every key must be known and of the right type. What is
// wrong is thrown as one line; parsed_toml turns it into an Error.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

#include "emu/base/result.hpp"

namespace vectorscope {

/// "lab.toml:3: what is wrong"
std::string toml_error(const toml::parse_error& error, const std::string& file);

struct MalformedLab {
  std::string text;
};

class TomlTable {
 public:
  TomlTable(const toml::table& table, const std::string& file,
            const std::vector<std::string_view>& known);

  [[nodiscard]] bool has(std::string_view key) const { return table_.contains(key); }
  [[nodiscard]] std::string text(std::string_view key) const;
  [[nodiscard]] std::string text(std::string_view key, std::string otherwise) const;
  [[nodiscard]] std::uint64_t number(std::string_view key, std::uint64_t least, std::uint64_t most,
                                     std::uint64_t otherwise) const;
  [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;
  /// A text alone is a list of one.
  [[nodiscard]] std::vector<std::string> text_or_texts(std::string_view key) const;
  [[nodiscard]] const toml::table& table(std::string_view key) const;
  /// The tables of [[key]]: at least one.
  [[nodiscard]] std::vector<const toml::table*> tables(std::string_view key) const;

  [[nodiscard]] int line_of(std::string_view key) const;
  [[noreturn]] void wrong(int line, const std::string& what) const;
  [[noreturn]] void wrong(std::string_view key, const std::string& what) const {
    wrong(line_of(key), what);
  }

 private:
  [[nodiscard]] const toml::node& need(std::string_view key) const;

  const toml::table& table_;
  const std::string& file_;
};

/// Parses `text` and gives its table to `read`; what either throws is the Error.
template <class Read>
auto parsed_toml(std::string_view text, const std::string& file, const Read& read)
    -> Result<decltype(read(toml::table()))> {
  try {
    return read(toml::parse(text, file));
  } catch (const toml::parse_error& error) {
    return fail(toml_error(error, file));
  } catch (const MalformedLab& malformed) {
    return fail(malformed.text);
  }
}

}  // namespace vectorscope
