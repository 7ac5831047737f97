// SPDX-License-Identifier: GPL-2.0-or-later
// What a machine is before it starts. Part of every recording.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "emu/base/types.hpp"

namespace vectorscope {

/// The models of platform.md, "IPI bus"; the value is what ID adds to its base.
enum class IpiModel : std::uint8_t { Lossy = 0, Status = 1, NxN = 2, Bits = 3, Busy = 4 };

/// Who may acknowledge the PIC's INTR: the first core, or any core with IF=1.
enum class IntrRouting : std::uint8_t { FirstCore, AnyCore };

/// Sequential consistency, or total store order: x86-TSO, a store buffer per core.
enum class MemoryModel : std::uint8_t { Sc, Tso };

/// A second of virtual time: what a bus may take to deliver.
inline constexpr std::uint32_t kMostIpiLatency = 100'000'000;

/// The array of handler pointers that is watched.
struct HandlersAt {
  PhysicalAddress address = 0;
  std::uint32_t count = 256;
  std::uint32_t stride = 4;  ///< bytes from slot to slot
};

struct MachineConfig {
  unsigned cores = 4;       ///< 1 to 16
  unsigned ram_mb = 64;     ///< 16 to 1024
  std::string cmdline = {}; ///< Multiboot command line
  IpiModel ipi = IpiModel::Busy;
  IntrRouting intr = IntrRouting::FirstCore;
  std::uint64_t frequency_hz = 100'000'000;  ///< nominal, of every core
  std::optional<HandlersAt> handlers = {};   ///< default: the symbol `handles`, if there is one
  MemoryModel memory = MemoryModel::Sc;
  std::int64_t start_time = 1'735'689'600;  ///< of the real-time clock, Unix; 1970 to 2099
  std::uint32_t ipi_latency = 0;  ///< core cycles until a message on the IPI bus interrupts
};

}  // namespace vectorscope
