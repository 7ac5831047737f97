// SPDX-License-Identifier: GPL-2.0-or-later
// Model (b), bit-coded: what OpenPIC gives. One bit for each receiver, set by
// anyone, with no message and no sender: two sends before the receiver looks
// are one.
#pragma once
#include <array>

#include "emu/interrupts/ipi_registers.hpp"

namespace vectorscope {

class IpiBits final : public IpiRegisters {
 public:
  using IpiRegisters::IpiRegisters;

  [[nodiscard]] std::optional<std::uint32_t> read(std::uint32_t offset, CoreId core) const override;
  bool write(std::uint32_t offset, std::uint32_t value, CoreId core) override;
  [[nodiscard]] bool line(CoreId core) const override { return receivers_[core].pending; }
  [[nodiscard]] Received received(CoreId core) const override;
  void reset() override { receivers_ = {}; }
  void visit(StateVisitor& state) override;

 private:
  struct Receiver {
    bool pending = false;
  };

  void send(CoreId from, unsigned target);

  std::array<Receiver, kMaxCores> receivers_;
};

}  // namespace vectorscope
