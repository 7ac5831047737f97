// SPDX-License-Identifier: GPL-2.0-or-later
// An event as cells of a table: what CSV and JSON have in common.
#pragma once
#include <array>
#include <string>
#include <string_view>

#include "emu/trace/event.hpp"

namespace vectorscope {

struct EventColumn {
  std::string_view name;
  bool number = false;  ///< its cells are decimal numbers
};

inline constexpr std::array<EventColumn, 18> kEventColumns = {{
    {"step", true}, {"core", true},  {"event"},      {"vector"},  {"slot"}, {"line", true},
    {"depth", true}, {"cause"},      {"eip"},        {"address"}, {"symbol"}, {"was"},
    {"now"},        {"peer", true},  {"value"},      {"outcome"}, {"by"},   {"words"},
}};

/// A cell is empty where the event has nothing for its column.
using EventCells = std::array<std::string, kEventColumns.size()>;
EventCells cells_of(const Event& event, const Symbols& symbols);

}  // namespace vectorscope
