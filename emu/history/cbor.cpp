// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/history/cbor.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "emu/history/cbor_shape.hpp"

namespace vectorscope {

using nlohmann::json;

Result<json> parse_cbor(std::span<const std::uint8_t> bytes) {
  if (auto fine = check_cbor_shape(bytes); !fine) return tl::unexpected(fine.error());
  json contents = json::from_cbor(bytes.begin(), bytes.end(), true, false);
  if (!contents.is_object()) return fail("its contents are no map of named fields");
  return contents;
}

const json* CborMap::find(const char* name) const {
  if (!map_.is_object()) return nullptr;
  const auto field = map_.find(name);
  return field == map_.end() ? nullptr : &*field;
}

bool CborMap::has(const char* name) const { return find(name) != nullptr; }

void CborMap::add_error(std::string text) {
  if (error_.empty()) error_ = std::move(text);
}

void CborMap::wrong(const char* name, const std::string& wanted) {
  add_error(fmt::format("its field '{}' is {}", name, has(name) ? "no " + wanted : "missing"));
}

std::uint64_t CborMap::number(const char* name, std::uint64_t least, std::uint64_t most) {
  const json* field = find(name);
  if (field != nullptr && field->is_number_unsigned()) {
    const auto value = field->get<std::uint64_t>();
    if (value >= least && value <= most) return value;
  }
  wrong(name, fmt::format("number from {} to {}", least, most));
  return least;
}

std::string CborMap::text(const char* name, std::size_t most) {
  const json* field = find(name);
  if (field != nullptr && field->is_string() && field->get_ref<const std::string&>().size() <= most)
    return field->get<std::string>();
  wrong(name, fmt::format("text of at most {} bytes", most));
  return {};
}

std::vector<std::uint8_t> CborMap::bytes(const char* name) {
  const json* field = find(name);
  if (field != nullptr && field->is_binary()) return field->get_binary();
  wrong(name, "byte string");
  return {};
}

std::vector<std::string> CborMap::texts(const char* name, std::size_t most_each) {
  std::vector<std::string> result;
  const json* field = find(name);
  const bool is_list = field != nullptr && field->is_array();
  if (!is_list) wrong(name, "list");
  for (const json& each : is_list ? *field : json::array()) {
    if (!each.is_string() || each.get_ref<const std::string&>().size() > most_each) {
      wrong(name, fmt::format("list of texts of at most {} bytes", most_each));
      return {};
    }
    result.push_back(each.get<std::string>());
  }
  return result;
}

std::vector<json> CborMap::maps(const char* name) {
  const json* field = find(name);
  const auto is_map = [](const json& each) { return each.is_object(); };
  if (field != nullptr && field->is_array() && std::ranges::all_of(*field, is_map))
    return *field;
  wrong(name, "list of maps");
  return {};
}

const json& CborMap::map(const char* name) {
  static const json empty = json::object();
  const json* field = find(name);
  if (field != nullptr && field->is_object()) return *field;
  wrong(name, "map");
  return empty;
}

}  // namespace vectorscope
