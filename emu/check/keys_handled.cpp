// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/keys_handled.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace vectorscope {
namespace {

bool among(const std::vector<LinearAddress>& functions, LinearAddress address) {
  return std::find(functions.begin(), functions.end(), address) != functions.end();
}

}  // namespace

void KeysHandled::on(const Event& event) {
  if (const auto* key = std::get_if<events::KeyPressed>(&event.body)) {
    pressed(event, key->scancode);
  } else if (const auto* enter = std::get_if<events::FunctionEnter>(&event.body)) {
    idle_ = false;
    if (among(names_.handled, enter->address))
      handled(event, static_cast<std::uint8_t>(enter->argument));
    if (among(names_.quiet, enter->address) && event.core < kMaxCores) quiet_.set(event.core);
  } else if (std::holds_alternative<events::CoreStopped>(event.body) && event.core < kMaxCores) {
    stopped_.set(event.core);
  }
  if (names_.busy.is_busy(event)) ++busy_;
}

void KeysHandled::on_idle(Step) {
  idle_ = true;
}

void KeysHandled::pressed(const Event& event, std::uint8_t code) {
  if (handled_.size() < pressed_.size()) ++behind_;
  pressed_.push_back(code);
  last_key_ = event.step;
  idle_ = false;
}

void KeysHandled::handled(const Event& event, std::uint8_t code) {
  const auto next = handled_.size();
  handled_.push_back(code);
  if (wrong_ || (next < pressed_.size() && pressed_[next] == code)) return;
  wrong_ = Wrong{event.step, next, code};
}

bool KeysHandled::is_quiet() const {
  if (idle_) return true;
  for (unsigned core = 0; core < names_.cores; ++core)
    if (!quiet_[core] && !stopped_[core]) return false;
  return true;
}

std::uint64_t KeysHandled::occasions() const {
  const bool no_lock = names_.busy.handlers.empty() && names_.busy.answering.empty();
  return no_lock ? behind_ : busy_;
}

std::string KeysHandled::sentence_of(const Wrong& wrong) const {
  const auto made = wrong.index < pressed_.size() ? fmt::format("{:#x}", pressed_[wrong.index])
                                                  : std::string("no byte at all");
  return fmt::format("at step {} byte {:#x} was handled, where the keys had made {}", wrong.step,
                     wrong.byte, made);
}

Verdict KeysHandled::verdict() const {
  Verdict verdict;
  verdict.step = last_key_;
  verdict.premises = {{"bytes from the keyboard", pressed_.size()},
                      {"handled", handled_.size()},
                      {"came while the one before still waited", behind_},
                      {"busy answers", busy_}};
  const auto next = std::min(handled_.size(), pressed_.size());
  if (wrong_) {
    verdict.outcome = Outcome::Violated;
    verdict.step = wrong_->step;
    verdict.sentence = sentence_of(*wrong_);
  } else if (!is_quiet()) {
    verdict.sentence = "the run ended before all was quiet";
  } else if (handled_.size() < pressed_.size()) {
    verdict.outcome = Outcome::Violated;
    verdict.sentence =
        fmt::format("all is quiet, but only {} of {} bytes were handled; {:#x} still waits",
                    handled_.size(), pressed_.size(), pressed_[next]);
  } else if (pressed_.empty() || occasions() == 0) {
    verdict.sentence =
        fmt::format("{} keys, and none that could not be handled at once", pressed_.size());
  } else {
    verdict.outcome = Outcome::Holds;
    verdict.sentence =
        fmt::format("{} bytes from the keyboard, all handled in their order", pressed_.size());
  }
  return verdict;
}

}  // namespace vectorscope
