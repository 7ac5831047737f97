// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/answers.hpp"

#include <algorithm>

namespace vectorscope {

bool BusyAnswers::is_busy(const Event& event) const {
  const auto* leave = std::get_if<events::FunctionExit>(&event.body);
  if (!leave) return false;
  const auto among = [&](const auto& set) {
    return std::find(set.begin(), set.end(), leave->address) != set.end();
  };
  return among(handlers) || (leave->result == kAnswerBusy && among(answering));
}

}  // namespace vectorscope
