// SPDX-License-Identifier: GPL-2.0-or-later
// Model (b): a slot for every pair of sender and receiver. Nobody can lose
// another's message; a sender that does not look can overwrite its own.
#pragma once
#include <array>

#include "emu/interrupts/ipi_registers.hpp"

namespace vectorscope {

class IpiNxN final : public IpiRegisters {
 public:
  using IpiRegisters::IpiRegisters;

  [[nodiscard]] std::optional<std::uint32_t> read(std::uint32_t offset, CoreId core) const override;
  bool write(std::uint32_t offset, std::uint32_t value, CoreId core) override;
  [[nodiscard]] bool line(CoreId core) const override { return pending(core) != 0; }
  [[nodiscard]] Received received(CoreId core) const override;
  void reset() override { receivers_ = {}; }
  void visit(StateVisitor& state) override;

 private:
  struct Slot {
    bool full = false;
    std::uint32_t message = 0;
  };
  struct Receiver {
    std::array<Slot, kMaxCores> from;
  };

  void send(CoreId from, unsigned target, std::uint32_t message);
  void clear(CoreId core, std::uint32_t senders);
  [[nodiscard]] std::uint32_t pending(CoreId core) const;  ///< RXPEND: a bit for each sender

  std::array<Receiver, kMaxCores> receivers_;
};

}  // namespace vectorscope
