// SPDX-License-Identifier: GPL-2.0-or-later
// DR0 to DR7: which breakpoints are set, which were hit. The engine's own would
// crash it, so they live here. Intel SDM 3B, 17.2.
#pragma once
#include <array>
#include <cstdint>
#include <optional>

#include "emu/base/state_visitor.hpp"
#include "emu/base/types.hpp"

namespace vectorscope {

class DebugRegisters {
 public:
  /// DR6 beside the breakpoints' own bits 0 to 3.
  static constexpr std::uint32_t kGeneralDetect = 1u << 13, kSingleStep = 1u << 14,
                                 kTaskSwitch = 1u << 15;

  /// `number` 4 and 5 are 6 and 7 here; whether they exist is the caller's business.
  [[nodiscard]] std::uint32_t read(unsigned number) const;
  void write(unsigned number, std::uint32_t value);

  /// Breakpoints, as bits 0 to 3, that an instruction at `address` hits; those
  /// that are not enabled are told too if one is (SDM 3B, 17.2.3).
  [[nodiscard]] unsigned executed(LinearAddress address) const;
  /// ... that an access to bytes of memory hits. The engine tells physical
  /// addresses: `where` is where the breakpoints' addresses lie at the moment; an
  /// access by another mapping of the page is the caller's to tell apart.
  using Where = std::array<std::optional<PhysicalAddress>, 4>;
  [[nodiscard]] unsigned accessed(PhysicalAddress address, unsigned width, bool write,
                                  const Where& where) const;
  [[nodiscard]] const std::array<std::uint32_t, 4>& addresses() const { return addresses_; }
  /// ... that an access to ports hits.
  [[nodiscard]] unsigned port_accessed(std::uint16_t port, unsigned width) const;
  [[nodiscard]] bool watches_code() const { return any(kExecute); }
  [[nodiscard]] bool watches_data() const { return any(kWrite) || any(kAccess); }
  [[nodiscard]] bool watches_ports() const { return any(kPort); }
  [[nodiscard]] bool watches_anything() const {
    return watches_code() || watches_data() || watches_ports();
  }
  [[nodiscard]] bool guards_itself() const { return (control_ & (1u << 13)) != 0; }  ///< DR7.GD

  /// #DB is about to be delivered for these reasons.
  void raised(std::uint32_t reasons);
  void task_switched() { control_ &= ~0x55u; }  ///< local breakpoints (SDM 3A, 7.3)

  void visit(StateVisitor& state);

 private:
  enum Kind : unsigned { kExecute = 0, kWrite = 1, kPort = 2, kAccess = 3 };
  [[nodiscard]] bool enabled(unsigned index) const { return ((control_ >> (2 * index)) & 3) != 0; }
  [[nodiscard]] unsigned kind(unsigned index) const { return (control_ >> (16 + 4 * index)) & 3; }
  [[nodiscard]] unsigned length(unsigned index) const;
  /// Whether bytes that begin at `address` are among those of a breakpoint at `place`.
  [[nodiscard]] bool overlaps(unsigned index, std::uint32_t place, std::uint32_t address,
                              unsigned width) const;
  [[nodiscard]] bool any(unsigned wanted) const;

  std::array<std::uint32_t, 4> addresses_{};
  std::uint32_t status_ = 0xFFFF0FF0;  // DR6 and DR7 after power-on: SDM 3A, table 9-1
  std::uint32_t control_ = 0x400;
};

}  // namespace vectorscope
