// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/mutual_exclusion.hpp"

#include <fmt/format.h>

namespace vectorscope {

void MutualExclusion::on(const Event& event) {
  if (busy_.is_busy(event)) ++busy_answers_;
  const auto change = sections_.on(event);
  if (change == Sections::Change::Left) ++left_;
  if (change != Sections::Change::Entered) return;
  ++entered_;
  const CoreId other = sections_.live_inside(event.core);
  if (other != kNoCore && !broken_) broken_ = Broken{event.step, event.core, other};
}

// Without a busy answer nobody was ever kept out, and without a section left
// nobody ever got through: then there is nothing to praise.
Verdict MutualExclusion::verdict() const {
  Verdict verdict;
  verdict.premises = {
      {"sections entered", entered_}, {"busy answers", busy_answers_}, {"successes", left_}};
  if (broken_) {
    verdict.outcome = Outcome::Violated;
    verdict.step = broken_->step;
    verdict.sentence = fmt::format("at step {} core {} entered {} while core {} was inside it",
                                   broken_->step, broken_->second, name_, broken_->first);
  } else if (busy_answers_ == 0 || left_ == 0) {
    verdict.sentence = fmt::format("{} had {} successes and {} busy answers: it takes one of each",
                                   name_, left_, busy_answers_);
  } else {
    verdict.outcome = Outcome::Holds;
    verdict.sentence = fmt::format("never two cores inside {}, entered {} times", name_, entered_);
  }
  return verdict;
}

}  // namespace vectorscope
