// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/recovery_time.hpp"

#include <fmt/format.h>

namespace vectorscope {

void RecoveryTime::on(const Event& event) {
  time_.on(event);
  if (event.core >= kMaxCores) return;
  const bool inside = sections_.inside(event.core);
  const auto change = sections_.on(event);
  const auto first = [this](Cycles& moment) {
    if (!moment) moment = time_.now();
  };
  const auto* died = std::get_if<events::CoreStopped>(&event.body);
  if (died && died->why == Stop::Killed && inside) first(killed_);
  if (!killed_) return;
  busy_answers_ += !recovered_ && names_.busy.is_busy(event);
  const auto* enter = std::get_if<events::FunctionEnter>(&event.body);
  const auto* leave = std::get_if<events::FunctionExit>(&event.body);
  if (enter && enter->address == names_.decided) first(decided_);
  if (leave && leave->address == names_.stopped) first(stopped_);
  if (enter && enter->address == names_.recovered) first(recovered_);
  if (change == Sections::Change::Entered) first(entered_);
}

Verdict RecoveryTime::verdict() const {
  const auto between = [](Cycles from, Cycles to) { return from && to ? *to - *from : 0; };
  Verdict verdict;
  verdict.premises = {{"recoveries", recovered_ ? 1u : 0u},
                      {"cycles to detect", between(killed_, decided_)},
                      {"cycles to fence", between(decided_, stopped_)},
                      {"cycles to repair", between(stopped_ ? stopped_ : decided_, recovered_)},
                      {"cycles until the next section", between(killed_, entered_)},
                      {"busy answers until then", busy_answers_}};
  if (!killed_) {
    verdict.sentence = "nobody died inside";
  } else {
    verdict.outcome = Outcome::Holds;
    verdict.sentence =
        recovered_ ? fmt::format("the lock was lost for {} cycles", between(killed_, recovered_))
                   : "nobody recovered the lock";
  }
  return verdict;
}

}  // namespace vectorscope
