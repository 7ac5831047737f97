// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/section_irqs.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace vectorscope {

void SectionIrqs::on(const Event& event) {
  const auto change = sections_.on(event);
  if (change == Sections::Change::None) return;
  auto& core = cores_[event.core];
  if (change == Sections::Change::Left) {
    ++ended_;
    off_throughout_ += core.off == core.length;
    longest_section_ = std::max(longest_section_, core.length);
  }
  core.length = core.off = 0;
}

void SectionIrqs::on_step(CoreId id, bool interrupts_enabled) {
  auto& core = cores_.at(id);
  const bool inside = sections_.inside(id);
  core.length += inside;
  if (interrupts_enabled) {
    core.in_a_row = 0;
    core.of_a_section = false;
    return;
  }
  core.off += inside;
  ++core.in_a_row;
  core.of_a_section |= inside;
  if (core.of_a_section) longest_off_ = std::max(longest_off_, core.in_a_row);
}

Verdict SectionIrqs::verdict() const {
  Verdict verdict;
  verdict.premises = {{"longest section in instructions", longest_section_},
                      {"longest with interrupts off around a section", longest_off_},
                      {"sections with interrupts off throughout in percent",
                       ended_ == 0 ? 0 : off_throughout_ * 100 / ended_}};
  verdict.outcome = ended_ == 0 ? Outcome::NotExercised : Outcome::Holds;
  verdict.sentence = fmt::format(
      "{} of {} sections with interrupts off from end to end, of {} instructions at the most; "
      "around one they were off for {} in a row",
      off_throughout_, ended_, longest_section_, longest_off_);
  return verdict;
}

}  // namespace vectorscope
