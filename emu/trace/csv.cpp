// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/trace/csv.hpp"

#include <ostream>

#include "emu/trace/event_cells.hpp"

namespace vectorscope {

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + '"';
}

void write_events_csv(std::ostream& out, const EventLog& log, const Symbols& symbols) {
  const char* before = "";
  for (const EventColumn& column : kEventColumns) {
    out << before << column.name;
    before = ",";
  }
  out << "\r\n";
  for (const Event& event : log) {
    before = "";
    for (const std::string& cell : cells_of(event, symbols)) {
      out << before << csv_field(cell);
      before = ",";
    }
    out << "\r\n";
  }
}

}  // namespace vectorscope
