// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/cost.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace vectorscope {

void Cost::on(const Event& event) {
  time_.on(event);
  if (event.core >= kMaxCores) return;
  count(event);
  const auto* enter = std::get_if<events::FunctionEnter>(&event.body);
  if (enter && !waiting_[event.core] &&
      std::find(names_.waits.begin(), names_.waits.end(), enter->address) != names_.waits.end()) {
    waiting_[event.core] = Wait{time_.now(), time_.executed(event.core)};
  }
  const auto change = sections_.on(event);
  if (change == Sections::Change::Entered) entered(event);
  if (change == Sections::Change::Left) last_ = {event.step, time_.now()};
}

void Cost::count(const Event& event) {
  vain_ += names_.busy.is_busy(event);
  if (const auto* read = std::get_if<events::SlotRead>(&event.body))
    access(event.core, read->slot, false);
  else if (const auto* swap = std::get_if<events::SlotSwap>(&event.body))
    access(event.core, swap->slot, true);
  else if (const auto* same = std::get_if<events::SlotRewritten>(&event.body))
    access(event.core, same->slot, true);
  if (!first_) return;
  ipis_ += std::holds_alternative<events::IpiSent>(event.body);
  const auto* interrupt = std::get_if<events::InterruptEntry>(&event.body);
  interrupts_ +=
      interrupt && interrupt->cause != Cause::Software && interrupt->cause != Cause::Exception;
}

void Cost::access(CoreId core, std::uint16_t slot, bool write) {
  const bool transfer = lines_[slot * names_.stride / kLineBytes].access(core, write);
  transfers_ += first_ && transfer;
}

void Cost::entered(const Event& event) {
  order_.push_back(event.core);
  if (!first_) first_ = Moment{event.step, time_.now()};
  if (const auto wait = std::exchange(waiting_[event.core], std::nullopt)) {
    longest_wait_ = std::max(longest_wait_, time_.now() - wait->since);
    waited_ += time_.executed(event.core) - wait->executed;
  }
}

// Jain's index, 1 if all got in equally often and 1/cores if one alone did, over
// the sections until the first core had its last one: in the end all have done
// the same work, whatever the lock.
double Cost::fairness() const {
  std::array<std::uint64_t, kMaxCores> all{}, so_far{};
  for (const auto core : order_) ++all[core];
  for (const auto core : order_) {
    if (++so_far[core] == all[core]) break;
  }
  double sum = 0, squares = 0;
  for (unsigned core = 0; core < names_.cores; ++core) {
    const auto count = static_cast<double>(so_far[core]);
    sum += count;
    squares += count * count;
  }
  return squares == 0 ? 0 : sum * sum / (names_.cores * squares);
}

std::uint64_t Cost::in_100_sections(std::uint64_t count) const {
  return order_.empty() ? 0 : count * 100 / order_.size();
}

Verdict Cost::verdict() const {
  const Moment begin = first_.value_or(last_);
  const std::uint64_t sections = order_.size();
  const Step steps = last_.step - std::min(last_.step, begin.step);
  const auto cycles = last_.cycles - std::min(last_.cycles, begin.cycles);
  Verdict verdict;
  verdict.premises = {
      {"sections", sections},
      {"sections in a million cycles", cycles == 0 ? 0 : sections * 1'000'000 / cycles},
      {"steps for each", sections == 0 ? 0 : steps / sections},
      {"vain tries", vain_},
      {"waiting instructions for each", sections == 0 ? 0 : waited_ / sections},
      {"longest wait in cycles", longest_wait_},
      {"line transfers in 100 sections", in_100_sections(transfers_)},
      {"IPIs in 100 sections", in_100_sections(ipis_)},
      {"interrupts in 100 sections", in_100_sections(interrupts_)},
      {"Jain's index in percent", static_cast<std::uint64_t>(std::lround(100 * fairness()))}};
  if (sections == 0 || vain_ == 0) {
    verdict.sentence = fmt::format(
        "{} sections and {} vain tries: nobody was in the way of another", sections, vain_);
  } else {
    verdict.outcome = Outcome::Holds;
    verdict.step = last_.step;
    verdict.sentence = fmt::format("{} sections in {} cycles", sections, cycles);
  }
  return verdict;
}

}  // namespace vectorscope
