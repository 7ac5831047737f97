// SPDX-License-Identifier: GPL-2.0-or-later
// Numbers and enumerations as people read them: one spelling everywhere.
#pragma once
#include <cstdint>
#include <string>

#include "emu/trace/event.hpp"

namespace vectorscope {

/// "18 940", with a narrow space that does not break (U+202F).
std::string grouped(std::uint64_t number);

/// "0x80": at least `digits` of them.
std::string hex(std::uint32_t number, int digits = 2);

const char* word(Cause cause);            ///< "software", "exception"...
const char* word(Stop why);               ///< "killed", "triple fault"...
const char* word(Delivery outcome);       ///< "accepted", "busy"...
const char* word(Controller controller);  ///< "master PIC"...
const char* word(MarkSays says);          ///< "note", "begin", "end"

/// A mark's text up to its first 0; what cannot be printed is a question mark.
std::string mark_text(const std::array<char, 24>& text);

}  // namespace vectorscope
