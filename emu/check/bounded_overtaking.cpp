// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/bounded_overtaking.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace vectorscope {

void BoundedOvertaking::on(const Event& event) {
  if (event.core >= kMaxCores) return;
  last_ = event.step;
  const auto* begins = std::get_if<events::FunctionEnter>(&event.body);
  const bool waits =
      begins && std::find(waits_.begin(), waits_.end(), begins->address) != waits_.end();
  if (waits || busy_.is_busy(event)) refuse(event);
  if (sections_.on(event) == Sections::Change::Entered) enter(event);
}

void BoundedOvertaking::refuse(const Event& event) {
  auto& waiting = waiting_[event.core];
  if (waiting.waits) return;
  waiting = {true, event.step, 0};
  ++waits_seen_;
}

void BoundedOvertaking::enter(const Event& event) {
  if (!began_) began_ = event.step;
  ++sections_entered_;
  ++entered_[event.core];
  auto& mine = waiting_[event.core];
  if (mine.waits) longest_ = std::max(longest_, event.step - mine.since);
  mine.waits = false;
  for (CoreId core = 0; core < kMaxCores; ++core) {
    auto& other = waiting_[core];
    if (!other.waits) continue;
    worst_ = std::max(worst_, ++other.overtaken);
    if (other.overtaken > most_ && !starved_) starved_ = Starved{event.step, other.since, core};
  }
}

double BoundedOvertaking::fairness() const {
  double sum = 0, squares = 0;
  for (unsigned core = 0; core < cores_; ++core) {
    const auto entered = static_cast<double>(entered_[core]);
    sum += entered;
    squares += entered * entered;
  }
  return squares == 0 ? 0 : sum * sum / (cores_ * squares);
}

Verdict BoundedOvertaking::verdict() const {
  Verdict verdict;
  verdict.premises = {
      {"steps watched", watched()},
      {"sections entered", sections_entered_},
      {"waits", waits_seen_},
      {"most often overtaken", worst_},
      {"longest wait in steps", longest_},
      {"Jain's index in percent", static_cast<std::uint64_t>(std::lround(100 * fairness()))}};
  if (starved_) {
    verdict.outcome = Outcome::Violated;
    verdict.step = starved_->step;
    verdict.sentence = fmt::format(
        "core {} has waited since step {} and was overtaken more than {} times by step {}",
        starved_->core, starved_->since, most_, starved_->step);
  } else if (waits_seen_ == 0 || worst_ == 0) {
    verdict.sentence = "nobody had to wait while others went on";
  } else if (watched() < least_) {
    verdict.sentence =
        fmt::format("watched for {} steps only, {} are asked for", watched(), least_);
  } else {
    verdict.outcome = Outcome::Holds;
    verdict.sentence = fmt::format("no waiting core was overtaken more than {} times", worst_);
  }
  return verdict;
}

}  // namespace vectorscope
