// SPDX-License-Identifier: GPL-2.0-or-later
// Model (c): destination, data, status. A receiver has room for one message and
// refuses the next; the sender knows before its write completes.
#pragma once
#include <array>

#include "emu/interrupts/ipi_registers.hpp"

namespace vectorscope {

class IpiBusy final : public IpiRegisters {
 public:
  using IpiRegisters::IpiRegisters;

  [[nodiscard]] std::optional<std::uint32_t> read(std::uint32_t offset, CoreId core) const override;
  bool write(std::uint32_t offset, std::uint32_t value, CoreId core) override;
  [[nodiscard]] bool line(CoreId core) const override { return receivers_[core].full; }
  [[nodiscard]] Received received(CoreId core) const override;
  void reset() override;
  void visit(StateVisitor& state) override;

 private:
  struct Sender {
    std::uint32_t destination = 0;  // DEST
    bool accepted = false;          // STATUS
  };
  struct Receiver {
    bool full = false;
    CoreId source = 0;
    std::uint32_t data = 0;
  };

  void send(CoreId from, std::uint32_t message);
  Delivery deliver(CoreId from, std::uint32_t destination, std::uint32_t message);
  void acknowledge(CoreId core);

  std::array<Sender, kMaxCores> senders_;
  std::array<Receiver, kMaxCores> receivers_;
};

}  // namespace vectorscope
