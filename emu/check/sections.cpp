// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/sections.hpp"

namespace vectorscope {

Sections::Change Sections::on(const Event& event) {
  if (event.core >= kMaxCores) return Change::None;
  auto& depth = depth_[event.core];
  if (const auto* enter = std::get_if<events::FunctionEnter>(&event.body)) {
    if (is_work(enter->address) && ++depth == 1) return Change::Entered;
  } else if (const auto* leave = std::get_if<events::FunctionExit>(&event.body)) {
    if (is_work(leave->address) && depth > 0 && --depth == 0) return Change::Left;
  } else if (std::holds_alternative<events::CoreStopped>(event.body)) {
    stopped_.set(event.core);
  } else if (std::holds_alternative<events::CoreStarted>(event.body)) {
    stopped_.reset(event.core);  // it begins anew, outside of everything
    depth = 0;
  }
  return Change::None;
}

CoreId Sections::live_inside(CoreId but) const {
  for (CoreId core = 0; core < kMaxCores; ++core) {
    if (core != but && inside(core) && live(core)) return core;
  }
  return kNoCore;
}

}  // namespace vectorscope
