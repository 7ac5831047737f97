// SPDX-License-Identifier: GPL-2.0-or-later
// The guest's naming: a handler that stands for a taken lock has "_busy" in its name.
#pragma once
#include "emu/load/image.hpp"

namespace vectorscope {

inline bool is_busy_handler(const Symbols* symbols, std::uint32_t function) {
  const Symbol* symbol = symbols && function ? symbols->at(function) : nullptr;
  return symbol && symbol->name.find("_busy") != std::string::npos;
}

}  // namespace vectorscope
