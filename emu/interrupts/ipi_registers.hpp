// SPDX-License-Identifier: GPL-2.0-or-later
// What distinguishes one model of the IPI bus from another: its own registers
// and what becomes of a message. Source: platform.md, "IPI bus".
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "emu/base/state_visitor.hpp"
#include "emu/base/types.hpp"
#include "emu/interrupts/ipi_faults.hpp"
#include "emu/machine/config.hpp"
#include "emu/trace/event.hpp"

namespace vectorscope {

/// What a model needs of the board around it.
struct IpiWires {
  unsigned cores = 0;
  EventSink& events;
  std::function<void(CoreId)> attention;  ///< the core's line rose
  IpiFaults& faults;
};

class IpiRegisters {
 public:
  explicit IpiRegisters(const IpiWires& wires) : wires_(wires) {}
  virtual ~IpiRegisters() = default;
  IpiRegisters(const IpiRegisters&) = delete;
  IpiRegisters& operator=(const IpiRegisters&) = delete;

  static std::unique_ptr<IpiRegisters> of(IpiModel model, const IpiWires& wires);

  /// `core` is who reads or writes. No value, or false: no such register.
  [[nodiscard]] virtual std::optional<std::uint32_t> read(std::uint32_t offset,
                                                          CoreId core) const = 0;
  virtual bool write(std::uint32_t offset, std::uint32_t value, CoreId core) = 0;

  /// The interrupt line: high while a message waits.
  [[nodiscard]] virtual bool line(CoreId core) const = 0;

  /// For viewers: the message that waits, the oldest sender's if there are several.
  struct Received {
    bool full = false;
    CoreId source = kNoCore;  ///< kNoCore where the model does not know
    std::uint32_t data = 0;
  };
  [[nodiscard]] virtual Received received(CoreId core) const = 0;

  virtual void reset() = 0;
  virtual void visit(StateVisitor& state) = 0;

 protected:
  [[nodiscard]] unsigned cores() const { return wires_.cores; }
  /// A message that `target` would accept is lost on the way.
  bool lost_on_the_way(CoreId target) { return wires_.faults.take_drop(target); }
  /// Publishes what became of a message and raises the target's line.
  void sent(CoreId from, std::uint32_t target, std::uint32_t message, Delivery outcome);
  void taken(CoreId by, CoreId sender, std::uint32_t message);

 private:
  IpiWires wires_;
};

/// The index of a register in a bank of `count` words at `base`, `stride` bytes
/// apart; nothing if `offset` is none of them.
inline std::optional<unsigned> bank_index(std::uint32_t offset, std::uint32_t base, unsigned count,
                                          std::uint32_t stride = 4) {
  if (offset < base || (offset - base) % stride != 0) return std::nullopt;
  const auto index = (offset - base) / stride;
  return index < count ? std::optional<unsigned>(index) : std::nullopt;
}

}  // namespace vectorscope
