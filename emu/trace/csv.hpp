// SPDX-License-Identifier: GPL-2.0-or-later
// The events as a table for spreadsheets and scripts (RFC 4180).
#pragma once
#include <iosfwd>
#include <string>
#include <string_view>

#include "emu/trace/event_log.hpp"

namespace vectorscope {

class Symbols;

/// A header line, then one line per event; a column that does not apply is
/// empty. Addresses, slots and vectors are hexadecimal, counts decimal.
void write_events_csv(std::ostream& out, const EventLog& log, const Symbols& symbols);

/// Quoted where a comma, a quote or a line break asks for it.
std::string csv_field(std::string_view text);

}  // namespace vectorscope
