// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/lab/console_text.hpp"

#include <utility>

namespace vectorscope {

std::string last_words(const Machine& machine) {
  std::string line, last;
  for (const auto& event : machine.log()) {
    const auto* text = std::get_if<events::SerialText>(&event.body);
    if (!text || text->character == '\r') continue;
    if (text->character != '\n') {
      line += text->character;
    } else if (!line.empty()) {
      last = std::exchange(line, "");
    }
  }
  return line.empty() ? last : line;
}

}  // namespace vectorscope
