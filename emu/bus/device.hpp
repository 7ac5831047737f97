// SPDX-License-Identifier: GPL-2.0-or-later
// What every device on the board can do. A device is a value with behaviour:
// no host clock, no globals, all of its state in `visit`.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>

#include "emu/base/state_visitor.hpp"
#include "emu/base/types.hpp"

namespace vectorscope {

/// Who touches a register. A viewer's look changes nothing: no data latch is
/// emptied, no interrupt acknowledged, no event published.
enum class Who : std::uint8_t { Guest, Viewer };

struct Access {
  Who who = Who::Guest;
  CoreId core = 0;  ///< the issuing core; the LAPIC and the IPI bus bank by it
  [[nodiscard]] bool is_guest() const { return who == Who::Guest; }
};

/// An output pin. Devices drive it with the level they hold; whoever wired the
/// board decides where it goes. Calling it with an unchanged level is harmless.
using Line = std::function<void(bool level)>;

class Device {
 public:
  virtual ~Device() = default;

  /// `offset` counts from what the wiring says (attach), `width` is 1, 2 or 4
  /// bytes. A register that does not exist reads as all ones.
  virtual std::uint32_t read(std::uint32_t offset, unsigned width, Access access) = 0;
  virtual void write(std::uint32_t offset, unsigned width, std::uint32_t value,
                     Access access) = 0;
  /// The value, if a guest's read of this register has no effect and does not
  /// depend on time: nobody needs to `advance` before it.
  [[nodiscard]] virtual std::optional<std::uint32_t> read_quietly(std::uint32_t /*offset*/,
                                                                  unsigned /*width*/,
                                                                  Access /*access*/) const {
    return std::nullopt;
  }
  virtual void reset() = 0;
  virtual void visit(StateVisitor& state) = 0;

  /// Virtual time at which the device next acts by itself, kNever if it does
  /// not. The machine calls `advance` at or before that time, and before every
  /// guest access, so `now` never runs past a deadline unseen.
  [[nodiscard]] virtual Ticks next_deadline() const { return kNever; }
  virtual void advance(Ticks /*now*/) {}
};

}  // namespace vectorscope
