// SPDX-License-Identifier: GPL-2.0-or-later
// Makes the picture of the machine that the panels show. It only looks.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "emu/cpu/disassembler.hpp"
#include "emu/machine/machine.hpp"
#include "emu/session/recent_ipis.hpp"
#include "emu/session/slot_statistics.hpp"
#include "emu/session/view.hpp"

namespace vectorscope {

class ViewBuilder {
 public:
  ViewBuilder(Machine& machine, std::shared_ptr<const Symbols> symbols);

  /// Everything but the session's own words (title, caption, run state).
  std::shared_ptr<MachineView> build(CoreId selected);
  /// What changes from here on is marked as changed.
  void mark_stop();
  [[nodiscard]] std::shared_ptr<const Timeline> timeline();

 private:
  void follow();
  void add_cores(MachineView& view) const;
  void add_disassembly(MachineView& view) const;
  void add_slots(MachineView& view) const;
  void add_devices(MachineView& view) const;
  void take_text(const Event& event);
  [[nodiscard]] std::string note_of(CoreId core) const;
  [[nodiscard]] std::string name_of(LinearAddress address) const;

  Machine& machine_;
  std::shared_ptr<const Symbols> symbols_;
  TimelineBuilder timeline_;
  SlotStatistics slots_;
  RecentIpis ipis_;
  std::vector<Registers> before_;
  std::vector<std::string> notes_;  // per core: why it stopped
  std::size_t next_event_ = 0;
  std::string serial_text_, debug_text_;
  std::uint64_t serial_ = 0;
};

}  // namespace vectorscope
