// SPDX-License-Identifier: GPL-2.0-or-later
// What a person types, as the bytes that the keyboard sends (set 1).
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "emu/base/result.hpp"

namespace vectorscope {

/// One element for each key, pressed and let go. `\n` is Enter, `\e` Escape,
/// `\t` Tab, `\b` Backspace, `\\` a backslash, `<F1>` to `<F12>`, `<Up>`... keys
/// by name.
Result<std::vector<std::vector<std::uint8_t>>> key_strokes(std::string_view text);

/// The bytes that a terminal at the serial line sends: the text as it stands, with
/// `\n`, `\r` (Enter), `\t`, `\b`, `\e` and `\\`.
Result<std::vector<std::uint8_t>> serial_bytes(std::string_view text);

}  // namespace vectorscope
