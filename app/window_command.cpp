// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/window_command.hpp"

#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>
#include <QApplication>

#include "app/lab_command.hpp"
#include "app/machine_options.hpp"
#include "emu/session/file_kind.hpp"

namespace vectorscope {
namespace {

bool is_set(const char* name) {
  const char* value = std::getenv(name);
  return value && *value;
}

std::string without_display(const OpenFirst& first) {
  const auto* lab = std::get_if<LabChoice>(&first);
  const auto& what = lab ? lab->lab : std::get<std::string>(first);
  const auto kind = lab ? FileKind::Lab : file_kind(what);
  const auto* command = kind == FileKind::Lab         ? "lab run"
                        : kind == FileKind::Recording ? "replay"
                                                      : "run";
  return fmt::format("{}: no display for the window; try `vectorscope {} {}`", what, command, what);
}

}  // namespace

bool has_display() {
  return is_set("DISPLAY") || is_set("WAYLAND_DISPLAY") || is_set("QT_QPA_PLATFORM");
}

Result<int> window_command(int& argc, char** argv, const std::optional<OpenFirst>& first,
                           std::int64_t cores, const WindowOptions& options) {
  MachineOptions machine;
  machine.cores = cores;
  const auto config = machine_config(machine);
  if (!config) return tl::unexpected(config.error());
  if (!has_display()) {
    return first ? fail(without_display(*first)) : demo_without_display();
  }
  QApplication application(argc, argv);
  return run_window(application, first, *config, options);
}

Result<int> demo_without_display() {
  std::error_code error;
  std::filesystem::create_directories("out", error);
  if (error) return fail(fmt::format("out: cannot be made: {}", error.message()));
  fmt::print(
      "There is no display, so here is the main job without a window:\n"
      "the lab dead-holder as published. A core dies inside a lock: do the others "
      "go on?\n\n");
  LabOptions options;
  options.lab = "dead-holder";
  options.variant = "published";
  options.schedules = 0;
  options.outputs.timelines = {"out/timeline.png"};
  options.outputs.csv = "out/events.csv";
  auto code = lab_run_command(options);
  if (code) {
    fmt::print(
        "\nIts timeline is out/timeline.png, its events are out/events.csv.\n"
        "Next, with `./app/run` or the program's name before it: `lab run --all`, "
        "`run builtin --steps 1000000`, `--help`.\n");
  }
  return code;
}

}  // namespace vectorscope
