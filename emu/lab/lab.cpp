// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/lab/lab.hpp"

#include <algorithm>

namespace vectorscope {

const Variant* Lab::variant(std::string_view name_of_it) const {
  const auto found = std::find_if(variants.begin(), variants.end(),
                                  [&](const Variant& v) { return v.name == name_of_it; });
  return found == variants.end() ? nullptr : &*found;
}

Outcome Lab::expectation(const Variant& variant) const {
  return expected.at(static_cast<std::size_t>(&variant - variants.data()));
}

const Variant& Lab::counterpart(const Variant& variant) const {
  const auto opposite = [&](const Variant& other) {
    return expectation(other) != expectation(variant);
  };
  const auto usual = std::find_if(variants.begin(), variants.end(), [&](const Variant& other) {
    return opposite(other) && (other.name == "published" || other.name == "repaired");
  });
  if (usual != variants.end()) return *usual;
  const auto found = std::find_if(variants.begin(), variants.end(), opposite);
  return found == variants.end() ? variant : *found;
}

}  // namespace vectorscope
