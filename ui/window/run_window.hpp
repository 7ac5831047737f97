// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once
#include <optional>
#include <string>
#include <variant>

#include "emu/machine/config.hpp"
#include "emu/session/lab_view.hpp"

class QApplication;

namespace vectorscope {

/// For scripts and measurements; not in the help.
struct WindowOptions {
  bool print_geometry = false;  ///< --print-geometry: controls' places and every view on stdout
  int measure_step = 0;         ///< --measure-step N: clicks N times, prints milliseconds, ends
  int measure_run = 0;          ///< --measure-run S: runs S seconds, prints frames a second, ends
};

/// What the window opens first: anything that MainWindow::open takes, or a lab.
using OpenFirst = std::variant<std::string, LabChoice>;

/// Shows the window on that, or on the demo, until it is closed. Returns
/// the program's exit code.
int run_window(QApplication& application, const std::optional<OpenFirst>& first,
               const MachineConfig& config, const WindowOptions& options = {});

}  // namespace vectorscope
