// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/trace/json.hpp"

#include <ostream>

#include <fmt/format.h>

#include "emu/trace/event_cells.hpp"
#include "emu/trace/timeline.hpp"
#include "emu/trace/words.hpp"

namespace vectorscope {
namespace {

/// The length of the UTF-8 sequence that begins here (RFC 3629), 0 if none does.
std::size_t sequence_at(std::string_view text) {
  const auto byte = [text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const unsigned first = byte(0);
  std::size_t length = 0;
  if (first < 0x80) length = 1;
  if (first >= 0xC2 && first < 0xE0) length = 2;
  if (first >= 0xE0 && first < 0xF0) length = 3;
  if (first >= 0xF0 && first < 0xF5) length = 4;
  if (length > text.size()) return 0;
  for (std::size_t at = 1; at < length; ++at)
    if ((byte(at) & 0xC0) != 0x80) return 0;
  return length;
}

void write_spans(std::ostream& out, const Timeline& timeline, CoreId lane) {
  for (std::size_t i = 0; i < timeline.span_count(lane); ++i) {
    const Span span = timeline.span(lane, i);
    out << (i == 0 ? "\n" : ",\n") << "    {\"begin\":" << span.begin << ",\"end\":" << span.end
        << ",\"state\":" << json_text(lane_state_word(span.state));
    if (span.vector != 0) out << ",\"vector\":" << json_text(hex(span.vector));
    out << '}';
  }
}

void write_event(std::ostream& out, const EventCells& cells) {
  const char* before = "{";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].empty()) continue;
    out << before << json_text(kEventColumns[i].name) << ':'
        << (kEventColumns[i].number ? cells[i] : json_text(cells[i]));
    before = ",";
  }
  out << '}';
}

}  // namespace

std::string json_text(std::string_view text) {
  std::string out = "\"";
  while (!text.empty()) {
    const std::size_t length = sequence_at(text);
    const auto byte = static_cast<unsigned char>(text[0]);
    if (length == 0) out += "\\ufffd";
    else if (byte == '"' || byte == '\\') out += std::string("\\") + text[0];
    else if (byte < 0x20) out += fmt::format("\\u{:04x}", byte);
    else out += text.substr(0, length);
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return out + '"';
}

void write_timeline_json(std::ostream& out, std::string_view title, const Timeline& timeline,
                         const EventLog& log, const Symbols& symbols) {
  out << "{\"title\":" << json_text(title) << ",\"steps\":" << timeline.end() << ",\n\"lanes\":[";
  for (unsigned lane = 0; lane < timeline.lanes(); ++lane) {
    out << (lane == 0 ? "\n" : ",\n") << "  {\"core\":" << lane << ",\"spans\":[";
    write_spans(out, timeline, static_cast<CoreId>(lane));
    out << "]}";
  }
  out << "],\n\"events\":[";
  const char* before = "\n";
  for (const Event& event : log) {
    out << before;
    write_event(out, cells_of(event, symbols));
    before = ",\n";
  }
  out << "]}\n";
}

}  // namespace vectorscope
