// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once
#include <functional>

namespace vectorscope {

/// Says on stderr how many of several runs are done; nothing if stderr is no terminal.
std::function<void(unsigned done, unsigned of)> progress_of_runs();

}  // namespace vectorscope
