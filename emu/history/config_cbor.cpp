// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/history/config_cbor.hpp"

#include <array>
#include <limits>

namespace vectorscope {
namespace {

constexpr std::uint64_t kAny32 = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint64_t kAny64 = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint64_t kLatestStart = 4'102'444'799;  // the last second of 2099
constexpr std::size_t kLongestCommandLine = 1u << 20;

// In the order of the enumerations, as on the command line.
constexpr std::array kIpiModels = {"lossy", "status", "nxn", "bits", "busy"};
constexpr std::array kIntrRoutings = {"bsp", "any"};
constexpr std::array kMemoryModels = {"sc", "tso"};

HandlersAt handlers_from_cbor(CborMap& map) {
  return {.address = static_cast<PhysicalAddress>(map.number("address", 0, kAny32)),
          .count = static_cast<std::uint32_t>(map.number("count", 0, kAny32)),
          .stride = static_cast<std::uint32_t>(map.number("stride", 0, kAny32))};
}

}  // namespace

nlohmann::json to_cbor(const MachineConfig& config) {
  // A new member of MachineConfig makes this line an error: it belongs below.
  const auto& [cores, ram_mb, cmdline, ipi, intr, frequency_hz, handlers, memory, start_time,
               ipi_latency] = config;
  nlohmann::json map = {{"cores", cores},
                        {"ram_mb", ram_mb},
                        {"cmdline", cmdline},
                        {"ipi", kIpiModels.at(static_cast<std::size_t>(ipi))},
                        {"intr", kIntrRoutings.at(static_cast<std::size_t>(intr))},
                        {"frequency_hz", frequency_hz},
                        {"start_time", static_cast<std::uint64_t>(start_time)}};
  if (memory != MemoryModel::Sc) map["memory"] = kMemoryModels.at(static_cast<std::size_t>(memory));
  if (ipi_latency != 0) map["ipi_latency"] = ipi_latency;
  if (handlers)
    map["handlers"] = {{"address", handlers->address},
                       {"count", handlers->count},
                       {"stride", handlers->stride}};
  return map;
}

MachineConfig config_from_cbor(CborMap& map) {
  MachineConfig config;
  config.cores = static_cast<unsigned>(map.number("cores", 1, kMaxCores));
  config.ram_mb = static_cast<unsigned>(map.number("ram_mb", 16, 1024));
  config.cmdline = map.text("cmdline", kLongestCommandLine);
  config.ipi = static_cast<IpiModel>(map.choice("ipi", kIpiModels));
  config.intr = static_cast<IntrRouting>(map.choice("intr", kIntrRoutings));
  config.start_time = static_cast<std::int64_t>(map.number("start_time", 0, kLatestStart));
  config.frequency_hz = map.number("frequency_hz", 1, kAny64);
  if (map.has("memory"))
    config.memory = static_cast<MemoryModel>(map.choice("memory", kMemoryModels));
  if (map.has("ipi_latency"))
    config.ipi_latency = static_cast<std::uint32_t>(map.number("ipi_latency", 1, kMostIpiLatency));
  if (map.has("handlers")) {
    CborMap handlers(map.map("handlers"));
    config.handlers = handlers_from_cbor(handlers);
    if (!handlers.error().empty()) map.add_error(handlers.error());
  }
  return config;
}

}  // namespace vectorscope
