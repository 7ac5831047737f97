// SPDX-License-Identifier: GPL-2.0-or-later
// A person's keys as a PC keyboard sends them: set 1, make and break.
#pragma once
#include <cstdint>
#include <set>
#include <vector>

#include <Qt>

namespace vectorscope {

using Scancodes = std::vector<std::uint8_t>;

/// What the key sends when pressed; empty for a key that a PC keyboard lacks.
/// Shifted characters are the key they share (US layout).
Scancodes make_codes(int qt_key, bool keypad);
/// What it sends when let go.
Scancodes break_codes(const Scancodes& make);

/// Which keys are down, so that none stays down when the console loses the focus.
class PressedKeys {
 public:
  Scancodes press(int qt_key, bool keypad);
  Scancodes release(int qt_key, bool keypad);
  Scancodes release_all();

 private:
  std::set<Scancodes> down_;
};

}  // namespace vectorscope
