// SPDX-License-Identifier: GPL-2.0-or-later
// The last messages between cores, and whether they arrived.
#pragma once
#include <vector>

#include "emu/session/view.hpp"
#include "emu/trace/event_log.hpp"

namespace vectorscope {

class RecentIpis {
 public:
  void follow(const EventLog& log);
  [[nodiscard]] const std::vector<IpiView::Message>& messages() const { return messages_; }

 private:
  static constexpr std::size_t kShown = 8;
  void sent(const Event& event, const events::IpiSent& ipi);
  void received(const Event& event, const events::IpiReceived& ipi);

  std::size_t next_ = 0;
  std::vector<IpiView::Message> messages_;
};

}  // namespace vectorscope
