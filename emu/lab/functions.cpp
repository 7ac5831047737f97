// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/lab/functions.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace vectorscope {
namespace {

void add_names(std::set<std::string>& names, const Script& script) {
  for (const auto& statement : script) {
    for (const auto& condition : statement.conditions) names.insert(condition.function);
  }
}

std::set<std::string> names_in(const Lab& lab) {
  std::set<std::string> names = {kLabDone};
  add_names(names, lab.directed.script);
  add_names(names, lab.random.script);
  for (const auto& spec : lab.checkers) {
    for (const auto& [key, functions] : spec.functions) {
      names.insert(functions.begin(), functions.end());
    }
  }
  names.erase("");
  return names;
}

bool matches(std::string_view pattern, std::string_view name) {
  if (!pattern.ends_with('*')) return name == pattern;
  return name.starts_with(pattern.substr(0, pattern.size() - 1));
}

std::vector<LinearAddress> find(const Symbols& symbols, std::string_view pattern) {
  std::vector<LinearAddress> found;
  for (const auto& symbol : symbols.all()) {
    if (symbol.function && matches(pattern, symbol.name)) found.push_back(symbol.address);
  }
  return found;
}

}  // namespace

Result<Functions> Functions::of(const Lab& lab, const Symbols& symbols) {
  Functions functions;
  for (const auto& name : names_in(lab)) {
    auto addresses = find(symbols, name);
    if (addresses.empty()) {
      return fail(
          fmt::format("lab {}: the kernel has no function '{}'; check the name in the "
                      "lab's file",
                      lab.name, name));
    }
    functions.found_.emplace(name, std::move(addresses));
  }
  return functions;
}

std::vector<LinearAddress> Functions::named(const std::vector<std::string>& names) const {
  std::vector<LinearAddress> addresses;
  for (const auto& name : names) {
    const auto& more = named(name);
    addresses.insert(addresses.end(), more.begin(), more.end());
  }
  return addresses;
}

std::vector<LinearAddress> Functions::all() const {
  std::set<LinearAddress> all;
  for (const auto& [name, addresses] : found_) all.insert(addresses.begin(), addresses.end());
  return {all.begin(), all.end()};
}

std::vector<std::string> Functions::names_at(const std::vector<LinearAddress>& all,
                                             const Symbols& symbols) {
  std::vector<std::string> names;
  for (const auto address : all) names.push_back(symbols.at(address)->name);
  return names;
}

}  // namespace vectorscope
