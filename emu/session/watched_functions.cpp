// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/session/watched_functions.hpp"

namespace vectorscope {

std::vector<LinearAddress> functions_to_watch(const Symbols& symbols) {
  std::vector<LinearAddress> found;
  for (const auto& symbol : symbols.all()) {
    const auto& name = symbol.name;
    if (symbol.function && (name.find("_busy") != std::string::npos ||
                            name.find("_normal") != std::string::npos || name.ends_with("_work")))
      found.push_back(symbol.address);
  }
  return found;
}

}  // namespace vectorscope
