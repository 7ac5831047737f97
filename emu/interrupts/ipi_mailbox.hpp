// SPDX-License-Identifier: GPL-2.0-or-later
// Models (a) and (a'): one mailbox for each core, written by anyone. A message
// to a full one is lost. With status (a') a sender can read what became of the
// last write to the mailbox, by anyone: that is the race.
#pragma once
#include <array>

#include "emu/interrupts/ipi_registers.hpp"

namespace vectorscope {

class IpiMailbox final : public IpiRegisters {
 public:
  IpiMailbox(const IpiWires& wires, bool with_status)
      : IpiRegisters(wires), with_status_(with_status) {}

  [[nodiscard]] std::optional<std::uint32_t> read(std::uint32_t offset, CoreId core) const override;
  bool write(std::uint32_t offset, std::uint32_t value, CoreId core) override;
  [[nodiscard]] bool line(CoreId core) const override { return boxes_[core].pending; }
  [[nodiscard]] Received received(CoreId core) const override;
  void reset() override { boxes_ = {}; }
  void visit(StateVisitor& state) override;

 private:
  struct Box {
    bool pending = false;         // PEND
    bool last_accepted = false;   // GSTAT
    CoreId source = 0;            // no register shows it: a viewer's knowledge only
    std::uint32_t message = 0;    // MSG
    std::uint32_t raised = 0;     // RAISED, messages written, lost ones too
    std::uint32_t cleared = 0;    // CLEARED, messages acknowledged
  };

  void send(CoreId from, unsigned target, std::uint32_t message);
  void acknowledge(CoreId core);

  bool with_status_;
  std::array<Box, kMaxCores> boxes_;
};

}  // namespace vectorscope
