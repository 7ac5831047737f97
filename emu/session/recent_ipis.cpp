// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/session/recent_ipis.hpp"

#include <fmt/format.h>

namespace vectorscope {
namespace {

// Delivery modes in the ICR (SDM 3A, 10.6.1); only fixed and lowest-priority
// messages are acknowledged by their receiver.
enum DeliveryMode : unsigned { kFixed = 0, kLowest = 1, kNmi = 4, kInit = 5, kStartup = 6 };

unsigned mode_of(const events::IpiSent& ipi) {
  return ipi.by == Controller::Lapic ? (ipi.message >> 8) & 7 : unsigned{kFixed};
}

std::string name_of(const events::IpiSent& ipi) {
  if (ipi.by != Controller::Lapic) return fmt::format("{:X}", ipi.message);
  switch (mode_of(ipi)) {
    case kNmi: return "NMI";
    case kInit: return "INIT";
    case kStartup: return fmt::format("STARTUP {:02X}", ipi.message & 0xFF);
    default: return fmt::format("{:02X}", ipi.message & 0xFF);
  }
}

}  // namespace

void RecentIpis::follow(const EventLog& log) {
  for (; next_ < log.size(); ++next_) {
    const auto& event = log[next_];
    if (const auto* ipi = std::get_if<events::IpiSent>(&event.body)) sent(event, *ipi);
    if (const auto* ipi = std::get_if<events::IpiReceived>(&event.body)) received(event, *ipi);
  }
}

void RecentIpis::sent(const Event& event, const events::IpiSent& ipi) {
  if (messages_.size() == kShown) messages_.erase(messages_.begin());
  const bool at_once = ipi.outcome == Delivery::Accepted && mode_of(ipi) > kLowest;
  messages_.push_back(
      {event.core, ipi.target, ipi.message, ipi.outcome, event.step, at_once, name_of(ipi)});
}

void RecentIpis::received(const Event& event, const events::IpiReceived& ipi) {
  for (auto& message : messages_) {
    if (message.received || message.to != event.core || message.from != ipi.sender) continue;
    message.received = true;
    return;
  }
}

}  // namespace vectorscope
