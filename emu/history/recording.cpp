// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/history/recording.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "emu/base/file.hpp"
#include "emu/history/cbor.hpp"
#include "emu/history/config_cbor.hpp"
#include "emu/history/envelope.hpp"
#include "emu/history/schedule_text.hpp"
#include "emu/load/image.hpp"

namespace vectorscope {
namespace {

constexpr std::uint64_t kAny32 = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint64_t kAny64 = std::numeric_limits<std::uint64_t>::max();
constexpr std::size_t kLongestName = 4096;

/// Names become parts of messages, which are one line.
std::string printable(std::string text) {
  std::ranges::replace_if(
      text, [](unsigned char c) { return c < 0x20 || c == 0x7F; }, '?');
  return text;
}

nlohmann::json modules_to_cbor(const std::vector<Module>& modules) {
  auto list = nlohmann::json::array();
  for (const Module& module : modules)
    list.push_back({{"name", module.name}, {"file", nlohmann::json::binary(module.bytes)}});
  return list;
}

std::vector<Module> modules_from_cbor(CborMap& map) {
  std::vector<Module> modules;
  for (const auto& entry : map.maps("modules")) {
    CborMap fields(entry);
    modules.push_back({printable(fields.text("name", kLongestName)), fields.bytes("file")});
    if (!fields.error().empty()) map.add_error(fields.error());
  }
  return modules;
}

Recording from_cbor(CborMap& map) {
  CborMap machine(map.map("machine"));
  Recording recording;
  recording.config = config_from_cbor(machine);
  if (!machine.error().empty()) map.add_error(machine.error());
  recording.title = printable(map.text("title", kLongestName));
  recording.image_name = printable(map.text("image_name", kLongestName));
  recording.image_file = map.bytes("image");
  if (map.has("image_flat"))
    recording.image_flat = static_cast<PhysicalAddress>(map.number("image_flat", 0, kAny32));
  if (map.has("modules")) recording.modules = modules_from_cbor(map);
  if (map.has("symbols")) recording.symbols_file = map.bytes("symbols");
  recording.watched = map.texts("watched", kLongestName);
  recording.steps = map.number("steps", 0, kAny64);
  recording.hash = map.number("hash", 0, kAny64);
  return recording;
}

Result<Recording> parse_contents(std::span<const std::uint8_t> contents) {
  const auto parsed = parse_cbor(contents);
  if (!parsed) return fail(parsed.error().text + "; record it again");
  CborMap map(*parsed);
  Recording recording = from_cbor(map);
  if (recording.image_file.size() > kLargestImage) map.add_error("its image is over 64 MB");
  const std::string schedule = map.text("schedule", kMostUnpacked);
  if (!map.error().empty()) return fail(map.error() + "; record it again");
  auto decisions = parse_schedule(schedule);
  if (!decisions) return tl::unexpected(decisions.error());
  recording.decisions = std::move(*decisions);
  return recording;
}

}  // namespace

std::vector<std::uint8_t> write_recording(const Recording& recording) {
  nlohmann::json map = {{"title", recording.title},
                        {"machine", to_cbor(recording.config)},
                        {"image_name", recording.image_name},
                        {"image", nlohmann::json::binary(recording.image_file)},
                        {"watched", recording.watched},
                        {"schedule", print_schedule(recording.decisions)},
                        {"steps", recording.steps},
                        {"hash", recording.hash}};
  if (recording.image_flat) map["image_flat"] = *recording.image_flat;
  if (!recording.modules.empty()) map["modules"] = modules_to_cbor(recording.modules);
  if (!recording.symbols_file.empty())
    map["symbols"] = nlohmann::json::binary(recording.symbols_file);
  return seal(nlohmann::json::to_cbor(map));
}

Result<Recording> parse_recording(std::span<const std::uint8_t> file, std::string_view name) {
  return unseal(file)
      .and_then([](const std::vector<std::uint8_t>& contents) { return parse_contents(contents); })
      .map_error([&](const Error& error) {
        return Error{fmt::format("{}: {}", name, error.text)};
      });
}

Result<void> save_recording(const std::string& path, const Recording& recording) {
  if (recording.decisions.size() > kMostDecisions)
    return fail(fmt::format("{}: not written: the run has {} decisions, and a recording at most "
                            "{}; record less, or run in longer turns",
                            path, recording.decisions.size(), kMostDecisions));
  return write_file(path, write_recording(recording));
}

Result<Recording> load_recording(const std::string& path) {
  return read_file(path, kMostUnpacked).and_then([&](const std::vector<std::uint8_t>& file) {
    return parse_recording(file, path);
  });
}

}  // namespace vectorscope
