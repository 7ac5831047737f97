// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/owner_ends.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace vectorscope {

void OwnerEnds::on(const Event& event) {
  sections_.on(event);
  busy_answers_ += busy_.is_busy(event);
  const auto* enter = std::get_if<events::FunctionEnter>(&event.body);
  if (!enter || std::find(unlock_.begin(), unlock_.end(), enter->address) == unlock_.end()) return;
  ++unlocked_;
  const CoreId other = sections_.live_inside(event.core);
  if (other != kNoCore && !ended_) ended_ = Ended{event.step, event.core, other};
}

Verdict OwnerEnds::verdict() const {
  Verdict verdict;
  verdict.premises = {{"sections ended", unlocked_}, {"busy answers", busy_answers_}};
  if (ended_) {
    verdict.outcome = Outcome::Violated;
    verdict.step = ended_->step;
    verdict.sentence = fmt::format("at step {} core {} unlocked while core {} was inside",
                                   ended_->step, ended_->by, ended_->inside);
  } else if (unlocked_ == 0 || busy_answers_ == 0) {
    verdict.sentence =
        fmt::format("{} sections were ended and {} busy answers given: it takes one of each",
                    unlocked_, busy_answers_);
  } else {
    verdict.outcome = Outcome::Holds;
    verdict.sentence = fmt::format("{} sections, each ended by the core inside", unlocked_);
  }
  return verdict;
}

}  // namespace vectorscope
