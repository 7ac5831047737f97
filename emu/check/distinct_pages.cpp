// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/distinct_pages.hpp"

#include <fmt/format.h>

#include "emu/check/answers.hpp"

namespace vectorscope {

void DistinctPages::on(const Event& event) {
  if (const auto* leave = std::get_if<events::FunctionExit>(&event.body)) {
    if (leave->address == allocate_ && is_page(leave->result)) {
      hand_out(leave->result, {event.step, event.core});
    }
  } else if (const auto* enter = std::get_if<events::FunctionEnter>(&event.body)) {
    if (release_ != 0 && enter->address == release_) given_back_ += out_.erase(enter->argument);
  }
}

void DistinctPages::hand_out(std::uint32_t page, Handed handed) {
  ++handed_out_;
  const auto [place, is_new] = out_.emplace(page, handed);
  if (!is_new && !twice_) twice_ = Twice{page, place->second, handed};
  place->second = handed;
}

Verdict DistinctPages::verdict() const {
  Verdict verdict;
  verdict.premises = {{"pages handed out", handed_out_}, {"pages given back", given_back_}};
  if (twice_) {
    verdict.outcome = Outcome::Violated;
    verdict.step = twice_->second.step;
    verdict.sentence = fmt::format(
        "at step {} core {} got page {:#x}, which core {} had since step {}", twice_->second.step,
        twice_->second.to, twice_->page, twice_->first.to, twice_->first.step);
  } else if (handed_out_ < 2) {
    verdict.sentence = fmt::format("{} pages were handed out: it takes two to differ", handed_out_);
  } else {
    verdict.outcome = Outcome::Holds;
    verdict.sentence = fmt::format("{} pages handed out, none twice", handed_out_);
  }
  return verdict;
}

}  // namespace vectorscope
