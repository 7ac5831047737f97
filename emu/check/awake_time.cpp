// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/awake_time.hpp"

#include <algorithm>

namespace vectorscope {

void AwakeTime::on(const Event& event) {
  const Step steps = event.step - std::min(last_, event.step);
  last_ = std::max(last_, event.step);
  if (awake_.any()) {
    const auto share = steps * kParts / awake_.count();
    now_ += share;
    for (CoreId core = 0; core < kMaxCores; ++core) executed_[core] += awake_[core] ? share : 0;
  }
  if (event.core >= kMaxCores) return;
  if (std::holds_alternative<events::CoreStarted>(event.body) ||
      std::holds_alternative<events::CoreWoken>(event.body) ||
      std::holds_alternative<events::CoreThawed>(event.body)) {
    awake_.set(event.core);
  } else if (std::holds_alternative<events::CoreStopped>(event.body) ||
             std::holds_alternative<events::CoreHalted>(event.body) ||
             std::holds_alternative<events::CoreFrozen>(event.body)) {
    awake_.reset(event.core);
  }
}

}  // namespace vectorscope
