// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/own_eoi.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "emu/trace/words.hpp"

namespace vectorscope {
namespace {

constexpr int kCascade = 2;

}  // namespace

void OwnEoi::on(const Event& event) {
  if (event.core >= kMaxCores) return;
  if (const auto* taken = std::get_if<events::IrqAcknowledged>(&event.body)) {
    const auto level = level_of(taken->vector);
    if (level && !taken->spurious) {
      in_service_.at(static_cast<std::size_t>(*level)) = true;
      ++served_;
    }
  } else if (const auto* entry = std::get_if<events::InterruptEntry>(&event.body)) {
    if (entry->cause == Cause::Pic && is_served_elsewhere(event.core, entry->vector)) ++at_once_;
    inside_[event.core].push_back({.vector = entry->vector, .cause = entry->cause});
  } else if (const auto* left = std::get_if<events::InterruptExit>(&event.body)) {
    exit(event.core, *left);
  } else if (const auto* end = std::get_if<events::Eoi>(&event.body)) {
    eoi(event, *end);
  } else if (std::holds_alternative<events::CoreStarted>(event.body)) {
    inside_[event.core].clear();
  }
}

void OwnEoi::exit(CoreId core, const events::InterruptExit& exit) {
  auto& inside = inside_[core];
  const bool stranger = !inside.empty() && inside.back().cause != Cause::Pic;
  if (stranger && std::find(in_service_.begin(), in_service_.end(), true) != in_service_.end())
    ++strangers_;
  if (inside.size() > exit.depth) inside.resize(exit.depth);
}

void OwnEoi::eoi(const Event& event, const events::Eoi& eoi) {
  const bool pic =
      eoi.controller == Controller::MasterPic || eoi.controller == Controller::SlavePic;
  if (!pic || eoi.level < 0 || eoi.level > 15) return;
  in_service_.at(static_cast<std::size_t>(eoi.level)) = false;
  if (is_own(event.core, eoi.level)) {
    ++own_;
    inside_[event.core].back().ended = true;
  } else if (!stolen_) {
    const auto& inside = inside_[event.core];
    stolen_ = Stolen{event.step, event.core, eoi.level,
                     inside.empty() ? std::nullopt : std::optional(inside.back())};
  }
}

bool OwnEoi::is_served_elsewhere(CoreId core, Vector vector) const {
  for (CoreId other = 0; other < kMaxCores; ++other) {
    const auto& inside = inside_[other];
    const bool here = std::any_of(inside.begin(), inside.end(), [vector](const Inside& each) {
      return each.cause == Cause::Pic && each.vector == vector && !each.ended;
    });
    if (other != core && here) return true;
  }
  return false;
}

std::optional<int> OwnEoi::level_of(Vector vector) const {
  const int level = vector - first_;
  return level >= 0 && level < 16 ? std::optional(level) : std::nullopt;
}

bool OwnEoi::is_own(CoreId core, int level) const {
  if (inside_[core].empty() || inside_[core].back().cause != Cause::Pic) return false;
  const auto mine = level_of(inside_[core].back().vector);
  return mine && (*mine == level || (level == kCascade && *mine >= 8));
}

std::string OwnEoi::sentence_of(const Stolen& stolen) const {
  const auto who = stolen.by ? fmt::format("in the handler of vector {:#x} ({})", stolen.by->vector,
                                           word(stolen.by->cause))
                             : std::string("in no handler at all");
  return fmt::format("at step {} core {}, {}, ended IRQ {}, which is another handler's",
                     stolen.step, stolen.core, who, stolen.level);
}

// Without a stranger that came back while an IRQ was being served nobody had the
// occasion to end what was not his.
Verdict OwnEoi::verdict() const {
  Verdict verdict;
  verdict.premises = {{"IRQs served", served_},
                      {"ended by their own handler", own_},
                      {"other interrupts that ended meanwhile", strangers_},
                      {"one IRQ served on two cores at once", at_once_}};
  if (stolen_) {
    verdict.outcome = Outcome::Violated;
    verdict.step = stolen_->step;
    verdict.sentence = sentence_of(*stolen_);
  } else if (own_ == 0 || strangers_ == 0) {
    verdict.sentence = fmt::format(
        "{} IRQs were ended by their own handlers and {} other interrupts ended while an IRQ was "
        "served: it takes one of each",
        own_, strangers_);
  } else {
    verdict.outcome = Outcome::Holds;
    verdict.sentence = fmt::format("{} IRQs, each ended by its own handler", own_);
  }
  return verdict;
}

}  // namespace vectorscope
