// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/screen_text.hpp"

#include "emu/machine/board.hpp"
#include "emu/machine/machine.hpp"

namespace vectorscope {

std::string screen_text(Machine& machine) {
  const auto& vga = machine.board().vga;
  std::string text;
  for (unsigned row = 0; row < VgaText::kRows; ++row) {
    std::string line;
    for (unsigned column = 0; column < VgaText::kColumns; ++column) {
      const auto character = vga.cell(row, column).character;
      line += character >= 0x20 && character < 0x7F ? static_cast<char>(character) : ' ';
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + '\n';
  }
  return text;
}

}  // namespace vectorscope
