// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/lab/toml_table.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace vectorscope {
namespace {

int line(const toml::node& node) {
  return static_cast<int>(node.source().begin.line);
}

}  // namespace

std::string toml_error(const toml::parse_error& error, const std::string& file) {
  std::string what(error.description());
  std::replace(what.begin(), what.end(), '\n', ' ');
  return fmt::format("{}:{}: {}", file, error.source().begin.line, what);
}

TomlTable::TomlTable(const toml::table& table, const std::string& file,
                     const std::vector<std::string_view>& known)
    : table_(table), file_(file) {
  for (const auto& [key, value] : table) {
    if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
      wrong(line(value),
            fmt::format("unknown key '{}'; there are {}", key.str(), fmt::join(known, ", ")));
    }
  }
}

void TomlTable::wrong(int line, const std::string& what) const {
  throw MalformedLab{fmt::format("{}:{}: {}", file_, line, what)};
}

int TomlTable::line_of(std::string_view key) const {
  const auto* node = table_.get(key);
  return node ? line(*node) : line(table_);
}

const toml::node& TomlTable::need(std::string_view key) const {
  const auto* node = table_.get(key);
  if (!node) wrong(std::max(1, line(table_)), fmt::format("'{}' is missing here", key));
  return *node;
}

std::string TomlTable::text(std::string_view key) const {
  const auto* value = need(key).as_string();
  if (!value) wrong(key, fmt::format("'{}' must be a text in quotes", key));
  return value->get();
}

std::string TomlTable::text(std::string_view key, std::string otherwise) const {
  return has(key) ? text(key) : std::move(otherwise);
}

std::uint64_t TomlTable::number(std::string_view key, std::uint64_t least, std::uint64_t most,
                                std::uint64_t otherwise) const {
  if (!has(key)) return otherwise;
  const auto* value = need(key).as_integer();
  if (!value || value->get() < 0 || static_cast<std::uint64_t>(value->get()) < least ||
      static_cast<std::uint64_t>(value->get()) > most) {
    wrong(key, fmt::format("'{}' must be a number from {} to {}", key, least, most));
  }
  return static_cast<std::uint64_t>(value->get());
}

std::vector<std::string> TomlTable::texts(std::string_view key) const {
  std::vector<std::string> texts;
  if (!has(key)) return texts;
  const auto* array = need(key).as_array();
  if (!array) wrong(key, fmt::format("'{}' must be a list of texts", key));
  for (const auto& element : *array) {
    if (!element.is_string()) wrong(line(element), fmt::format("'{}' must hold texts only", key));
    texts.push_back(element.as_string()->get());
  }
  return texts;
}

std::vector<std::string> TomlTable::text_or_texts(std::string_view key) const {
  if (need(key).is_string()) return {text(key)};
  return texts(key);
}

const toml::table& TomlTable::table(std::string_view key) const {
  const auto* value = need(key).as_table();
  if (!value) wrong(key, fmt::format("'{}' must be a table: [{}]", key, key));
  return *value;
}

std::vector<const toml::table*> TomlTable::tables(std::string_view key) const {
  const auto* array = need(key).as_array();
  if (!array || array->empty() || !array->is_homogeneous(toml::node_type::table)) {
    wrong(key, fmt::format("'{}' must be tables: [[{}]]", key, key));
  }
  std::vector<const toml::table*> tables;
  for (const auto& element : *array) tables.push_back(element.as_table());
  return tables;
}

}  // namespace vectorscope
