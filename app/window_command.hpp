// SPDX-License-Identifier: GPL-2.0-or-later
// vectorscope [FILE], vectorscope lab open: the window, or the main job without one.
#pragma once
#include <optional>
#include <string>

#include "emu/base/result.hpp"
#include "ui/window/run_window.hpp"

namespace vectorscope {

/// A display, or a Qt platform that was asked for by name.
bool has_display();

/// `argc` and `argv` for Qt's own options. `cores`: of every machine it opens.
Result<int> window_command(int& argc, char** argv, const std::optional<OpenFirst>& first,
                           std::int64_t cores, const WindowOptions& options);

/// The lab dead-holder as published; its pictures in out/.
Result<int> demo_without_display();

}  // namespace vectorscope
