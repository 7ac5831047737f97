// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/session/recent_ipis.hpp"

namespace vectorscope {

void RecentIpis::follow(const EventLog& log) {
  for (; next_ < log.size(); ++next_) {
    const auto& event = log[next_];
    if (const auto* ipi = std::get_if<events::IpiSent>(&event.body)) sent(event, *ipi);
    if (const auto* ipi = std::get_if<events::IpiReceived>(&event.body)) received(event, *ipi);
  }
}

void RecentIpis::sent(const Event& event, const events::IpiSent& ipi) {
  if (messages_.size() == kShown) messages_.erase(messages_.begin());
  messages_.push_back({event.core, ipi.target, ipi.message, ipi.outcome, event.step, false});
}

void RecentIpis::received(const Event& event, const events::IpiReceived& ipi) {
  for (auto& message : messages_) {
    if (message.received || message.to != event.core || message.from != ipi.sender) continue;
    message.received = true;
    return;
  }
}

}  // namespace vectorscope
