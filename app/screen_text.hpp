// SPDX-License-Identifier: GPL-2.0-or-later
// The VGA screen as 25 lines, without the blanks at their ends.
#pragma once
#include <string>

namespace vectorscope {

class Machine;
std::string screen_text(Machine& machine);

}  // namespace vectorscope
