// SPDX-License-Identifier: GPL-2.0-or-later
// What a guest's console said, from the events.
#pragma once
#include <string>

#include "emu/machine/machine.hpp"

namespace vectorscope {

/// The last line that is not empty, without its end.
std::string last_words(const Machine& machine);

}  // namespace vectorscope
