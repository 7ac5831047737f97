// SPDX-License-Identifier: GPL-2.0-or-later
// The timeline for machines: what each core did when, and every event.
#pragma once
#include <iosfwd>
#include <string>
#include <string_view>

#include "emu/trace/event_log.hpp"

namespace vectorscope {

class Symbols;
class Timeline;

/// RFC 8259, with the quotes around it. Bytes that are no UTF-8 become U+FFFD.
std::string json_text(std::string_view text);

/// {"title", "steps", "lanes": [{"core", "spans": [{"begin", "end", "state",
/// "vector"}]}], "events": [...]}: an event has the columns of the CSV that it
/// has something for; step, core, line, depth and peer are numbers.
void write_timeline_json(std::ostream& out, std::string_view title, const Timeline& timeline,
                         const EventLog& log, const Symbols& symbols);

}  // namespace vectorscope
