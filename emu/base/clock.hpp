// SPDX-License-Identifier: GPL-2.0-or-later
// From the machine's virtual time to a crystal of another frequency and back,
// in whole numbers: the same on every host.
#pragma once
#include <cstdint>

#include "emu/base/types.hpp"

namespace vectorscope {

/// A crystal of `hz` beside cores of `core_hz`: its pulse number n begins at
/// `time_of(n)`, and `pulses_at` is the number of the pulse that lasts at `now`.
class Crystal {
 public:
  Crystal(std::uint64_t hz, std::uint64_t core_hz) : hz_(hz), core_hz_(core_hz) {}

  [[nodiscard]] std::uint64_t pulses_at(Ticks now) const {
    return static_cast<std::uint64_t>(Wide{now} * hz_ / ticks_per_second());
  }
  /// The first moment at which `pulses_at` is `pulse`; kNever if time ends earlier.
  [[nodiscard]] Ticks time_of(std::uint64_t pulse) const {
    const Wide time = (Wide{pulse} * ticks_per_second() + hz_ - 1) / hz_;
    return time < Wide{kNever} ? static_cast<Ticks>(time) : kNever;
  }

 private:
  __extension__ using Wide = unsigned __int128;
  [[nodiscard]] Wide ticks_per_second() const { return Wide{kTicksPerCycle} * core_hz_; }

  std::uint64_t hz_;
  std::uint64_t core_hz_;
};

}  // namespace vectorscope
