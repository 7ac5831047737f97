// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/outputs.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <sstream>

#include <fmt/format.h>

#include "app/timeline_picture.hpp"
#include "emu/base/file.hpp"
#include "emu/history/replay.hpp"
#include "emu/machine/machine.hpp"
#include "emu/trace/csv.hpp"
#include "emu/trace/json.hpp"
#include "emu/trace/timeline.hpp"

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

Result<void> write_json(const Machine& machine, const std::string& title,
                        const std::string& path) {
  TimelineBuilder builder(machine.config().cores,
                          std::make_shared<const Symbols>(machine.image().symbols));
  builder.follow(machine.log(), machine.step());
  std::ostringstream json;
  write_timeline_json(json, title, *builder.snapshot(), machine.log(), machine.image().symbols);
  return write_text_file(path, json.str());
}

Result<void> write_timeline(const Machine& machine, const OutputLabels& labels,
                            const std::string& path) {
  if (kind_of(path) == ".csv") return write_events(machine, path);
  if (kind_of(path) == ".json") return write_json(machine, labels.title, path);
  return write_timeline_picture(machine, labels.title, labels.captions, path);
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
    constexpr std::array kKinds = {".png", ".svg", ".pdf", ".csv", ".json"};
    if (std::find(kKinds.begin(), kKinds.end(), kind) == kKinds.end()) {
      return fail(fmt::format(
          "--timeline {}: the name must end with .png, .svg, .pdf, .csv or .json", path));
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
    step(written, path, [&] { return write_timeline(machine, labels, path); });
  }
  step(written, options.csv, [&] { return write_events(machine, options.csv); });
  step(written, options.record, [&] {
    return save_recording(options.record, recording_of(machine, labels.title, labels.watched));
  });
  return written;
}

}  // namespace vectorscope
