// SPDX-License-Identifier: GPL-2.0-or-later
// What has become of every slot of the handler array, counted from the log.
#pragma once
#include <array>

#include "emu/session/view.hpp"
#include "emu/trace/event_log.hpp"

namespace vectorscope {

class SlotStatistics {
 public:
  /// Takes every event of `log` that it has not seen.
  void follow(const EventLog& log);
  /// Counters and history of all slots; names and present values are not known here.
  [[nodiscard]] const std::array<SlotView, 256>& slots() const { return slots_; }

 private:
  void take(const Event& event);

  std::size_t next_ = 0;
  std::array<SlotView, 256> slots_{};
};

}  // namespace vectorscope
