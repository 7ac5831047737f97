// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/gets_on.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace vectorscope {

void GetsOn::on(const Event& event) {
  if (event.core >= kMaxCores) return;
  if (std::holds_alternative<events::CoreStopped>(event.body)) stopped_.set(event.core);
  if (std::holds_alternative<events::CoreStarted>(event.body)) stopped_.reset(event.core);
  if (names_.busy.is_busy(event)) tried(event);
  const auto* enter = std::get_if<events::FunctionEnter>(&event.body);
  if (enter && enter->address == names_.finished) finished_.set(event.core);
  inside_handler_ += enter && is_handler(enter->address);
  const auto* leave = std::get_if<events::FunctionExit>(&event.body);
  if (leave && is_handler(leave->address) && inside_handler_ > 0) --inside_handler_;
  if (leave && std::find(names_.progress.begin(), names_.progress.end(), leave->address) !=
                   names_.progress.end()) {
    ++progress_;
    last_progress_ = event.step;
    vain_ = {};
  }
}

void GetsOn::tried(const Event& event) {
  ++tries_;
  ++vain_[event.core];
  if (stuck_) return;
  const auto cores = wanting();
  for (CoreId core = 0; core < kMaxCores; ++core) {
    if (cores[core] && vain_[core] < names_.patience) return;
  }
  stuck_ = Stuck{event.step, false};
}

bool GetsOn::is_handler(LinearAddress address) const {
  return std::find(names_.handler.begin(), names_.handler.end(), address) != names_.handler.end();
}

void GetsOn::on_idle(Step step) {
  if (!stuck_ && (wanting().any() || inside_handler_ > 0)) stuck_ = Stuck{step, true};
}

std::optional<AloneQuestion> GetsOn::question() const {
  if (!stuck_ || stuck_->asleep || !answers_.empty()) return std::nullopt;
  AloneQuestion question{{}, names_.progress};
  for (CoreId core = 0; core < kMaxCores; ++core) {
    if (wanting()[core]) question.cores.push_back(core);
  }
  return question;
}

const Alone* GetsOn::way_out() const {
  const auto found = std::find_if(answers_.begin(), answers_.end(), [](const Alone& each) {
    return each.comes == Alone::Comes::Out;
  });
  return found == answers_.end() ? nullptr : &*found;
}

bool GetsOn::no_way_out() const {
  return !answers_.empty() && std::all_of(answers_.begin(), answers_.end(), [](const Alone& each) {
    return each.comes == Alone::Comes::Back;
  });
}

std::string GetsOn::search_text() const {
  if (const auto* out = way_out()) {
    return fmt::format(
        "; but there is a way out: core {} gets something done within {} instructions", out->core,
        out->instructions);
  }
  if (!no_way_out()) return "";
  std::vector<std::string> lengths;
  for (const auto& each : answers_) lengths.push_back(std::to_string(each.instructions));
  return fmt::format(
      "; no schedule gets out: each alone comes back to the same state, after {} instructions, "
      "and changes nothing that another sees",
      fmt::join(lengths, " and "));
}

Verdict GetsOn::verdict() const {
  Verdict verdict;
  verdict.premises = {{"vain tries", tries_}, {"successes", progress_}};
  if (stuck_) {
    if (violated()) verdict.outcome = Outcome::Violated;
    verdict.step = stuck_->step;
    verdict.sentence =
        stuck_->asleep
            ? fmt::format(
                  "at step {} every core sleeps, {} of them and {} handlers wanted to go on, and "
                  "nobody can wake them",
                  stuck_->step, wanting().count(), inside_handler_)
            : fmt::format(
                  "since step {} nobody has got anything done: by step {} each of {} cores "
                  "had tried {} times in vain",
                  last_progress_, stuck_->step, wanting().count(), names_.patience) +
                  search_text();
  } else if (tries_ == 0 || progress_ == 0) {
    verdict.sentence =
        fmt::format("{} vain tries and {} successes: it takes one of each", tries_, progress_);
  } else if (wanting().none() && inside_handler_ > 0) {
    verdict.sentence = fmt::format("all have finished but {} handlers", inside_handler_);
  } else {
    verdict.outcome = Outcome::Holds;
    verdict.step = last_progress_;
    verdict.sentence = fmt::format("in spite of {} vain tries {} successes", tries_, progress_);
  }
  return verdict;
}

}  // namespace vectorscope
