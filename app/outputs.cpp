// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/outputs.hpp"

#include <filesystem>
#include <memory>
#include <sstream>

#include <fmt/format.h>

#include "app/timeline_picture.hpp"
#include "emu/base/file.hpp"
#include "emu/history/replay.hpp"
#include "emu/machine/machine.hpp"
#include "emu/trace/csv.hpp"

namespace vectorscope {
namespace {

std::string kind_of(const std::string& path) {
  return std::filesystem::path(path).extension().string();
}

Result<void> write_events(const Machine& machine, const std::string& path) {
  std::ostringstream csv;
  write_events_csv(csv, machine.log(), machine.image().symbols);
  return write_text_file(path, csv.str());
}

/// Writes one file, unless there was an error before, and says so.
template <class Write>
void step(Result<void>& sofar, const std::string& path, Write write) {
  if (!sofar || path.empty()) return;
  sofar = write();
  if (sofar) fmt::print(stderr, "wrote {}\n", path);
}

}  // namespace

Result<void> check_output_folder(const char* option, const std::string& path) {
  const std::filesystem::path file(path);
  const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error)) {
    return fail(
        fmt::format("{} {}: there is no folder {}; make it first", option, path, folder.string()));
  }
  if (std::filesystem::is_directory(file, error)) {
    return fail(fmt::format("{} {}: is a folder; name a file in it", option, path));
  }
  return {};
}

Result<void> check_outputs(const OutputOptions& options) {
  for (const auto& path : options.timelines) {
    const auto kind = kind_of(path);
    if (kind == ".json") {
      return fail(fmt::format("--timeline {}: .json comes later; write .csv", path));
    }
    if (kind != ".png" && kind != ".svg" && kind != ".pdf" && kind != ".csv") {
      return fail(
          fmt::format("--timeline {}: the name must end with .png, .svg, .pdf or .csv", path));
    }
    if (auto fine = check_output_folder("--timeline", path); !fine) return fine;
  }
  if (!options.csv.empty()) {
    if (auto fine = check_output_folder("--csv", options.csv); !fine) return fine;
  }
  if (!options.record.empty()) return check_output_folder("--record", options.record);
  return {};
}

Result<void> write_text_file(const std::string& path, const std::string& text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  return write_file(path, {bytes, text.size()});
}

Result<void> write_outputs(const Machine& machine, const OutputOptions& options,
                           const OutputLabels& labels) {
  Result<void> written;
  for (const auto& path : options.timelines) {
    step(written, path, [&] {
      return kind_of(path) == ".csv" ? write_events(machine, path)
                                     : write_timeline_picture(machine, labels.title, path);
    });
  }
  step(written, options.csv, [&] { return write_events(machine, options.csv); });
  step(written, options.record, [&] {
    return save_recording(options.record, recording_of(machine, labels.title, labels.watched));
  });
  return written;
}

}  // namespace vectorscope
