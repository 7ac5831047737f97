// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/ipi_once.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace vectorscope {
namespace {

constexpr std::uint32_t kAnyCore = 15;

std::uint32_t target_of(std::uint32_t text) {
  return text >> 24 & 15;
}

}  // namespace

void IpiOnce::on(const Event& event) {
  if (event.core >= kMaxCores) return;
  if (const auto* call = std::get_if<events::FunctionEnter>(&event.body)) {
    enter(event, *call);
  } else if (const auto* answer = std::get_if<events::FunctionExit>(&event.body)) {
    leave(event, *answer);
  } else if (const auto* sent = std::get_if<events::IpiSent>(&event.body)) {
    if (sent->target >= kMaxCores) return;
    auto& under_way = under_way_[sent->target];
    if (under_way > 0) ++met_;
    if (sent->outcome == Delivery::Accepted) ++under_way;
  } else if (std::holds_alternative<events::IpiReceived>(event.body)) {
    auto& under_way = under_way_[event.core];
    if (under_way > 0) --under_way;
  } else if (std::holds_alternative<events::CoreStopped>(event.body)) {
    stopped_.set(event.core);
  }
}

void IpiOnce::enter(const Event& event, const events::FunctionEnter& call) {
  if (call.address == names_.attempt) attempting_[event.core].push_back(call.argument);
  if (call.address == names_.received) received(event, call.argument);
  if (call.address == names_.suspect) suspected(event, call.argument);
  if (call.address == names_.quiet) quiet_.set(event.core);
}

void IpiOnce::leave(const Event& event, const events::FunctionExit& answer) {
  auto& attempting = attempting_[event.core];
  if (answer.address != names_.attempt || attempting.empty()) return;
  const auto text = attempting.back();
  attempting.pop_back();
  if (answer.result == 0) {
    ++refused_;
    return;
  }
  ++good_;
  auto& message = messages_[text];
  message.good = true;
  message.sent = event.step;
  message.by = event.core;
}

void IpiOnce::received(const Event& event, std::uint32_t text) {
  ++received_;
  const auto target = target_of(text);
  if (target != kAnyCore && target != event.core) {
    wrong(event.step,
          fmt::format("at step {} core {} received message {:#x}, which was for core {}",
                      event.step, event.core, text, target));
  }
  if (++messages_[text].received == 2) {
    wrong(event.step, fmt::format("at step {} core {} received message {:#x} a second time",
                                  event.step, event.core, text));
  }
}

void IpiOnce::suspected(const Event& event, std::uint32_t core) {
  if (core >= names_.cores || stopped_[core]) return;
  wrong(event.step, fmt::format("at step {} core {} gave core {} up as dead, which it is not",
                                event.step, event.core, core));
}

void IpiOnce::wrong(Step step, std::string sentence) {
  if (!wrong_) wrong_ = Wrong{step, std::move(sentence)};
}

bool IpiOnce::is_quiet() const {
  for (unsigned core = 0; core < names_.cores; ++core)
    if (!quiet_[core] && !stopped_[core]) return false;
  return true;
}

const std::pair<const std::uint32_t, IpiOnce::Message>* IpiOnce::lost() const {
  const auto found = std::find_if(messages_.begin(), messages_.end(), [](const auto& each) {
    return each.second.good && each.second.received == 0;
  });
  return found == messages_.end() ? nullptr : &*found;
}

Verdict IpiOnce::verdict() const {
  Verdict verdict;
  verdict.premises = {{"sends reported good", good_},
                      {"sends refused", refused_},
                      {"received", received_},
                      {"sends to a core that had not taken the one before", met_}};
  const auto* missing = lost();
  if (wrong_) {
    verdict.outcome = Outcome::Violated;
    verdict.step = wrong_->step;
    verdict.sentence = wrong_->sentence;
  } else if (!is_quiet()) {
    verdict.sentence = "the run ended before all was quiet";
  } else if (missing) {
    verdict.outcome = Outcome::Violated;
    verdict.step = missing->second.sent;
    verdict.sentence =
        fmt::format("message {:#x}, reported good to core {} at step {}, was never received",
                    missing->first, missing->second.by, missing->second.sent);
  } else if (good_ == 0 || met_ == 0) {
    verdict.sentence =
        fmt::format("{} sends were reported good and {} met another message: it takes one of each",
                    good_, met_);
  } else {
    verdict.outcome = Outcome::Holds;
    verdict.sentence = fmt::format("{} sends reported good, each received once", good_);
  }
  return verdict;
}

}  // namespace vectorscope
