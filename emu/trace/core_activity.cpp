// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/trace/core_activity.hpp"

#include <algorithm>

#include "emu/trace/busy_handler.hpp"

namespace vectorscope {

using namespace events;

void CoreActivity::take(const EventBody& body) {
  if (std::holds_alternative<CoreStarted>(body)) {
    start();
  } else if (const auto* stopped = std::get_if<CoreStopped>(&body)) {
    // After INIT the core waits for a STARTUP: it is as before its start.
    (stopped->why == Stop::Init ? started_ : dead_) = stopped->why != Stop::Init;
  } else if (std::holds_alternative<CoreHalted>(body)) {
    halted_ = true;
  } else if (std::holds_alternative<CoreWoken>(body)) {
    halted_ = false;
  } else if (std::holds_alternative<CoreFrozen>(body)) {
    frozen_ = true;
  } else if (std::holds_alternative<CoreThawed>(body)) {
    frozen_ = false;
  } else if (const auto* entry = std::get_if<InterruptEntry>(&body)) {
    enter(*entry);
  } else if (const auto* done = std::get_if<InterruptExit>(&body)) {
    exit_to(done->depth);
  } else if (const auto* swap = std::get_if<SlotSwap>(&body)) {
    // It found the slot taken on its way in, but then took the lock itself.
    if (busy(swap->now)) frames_.back().busy_handler = false;
  } else if (const auto* called = std::get_if<FunctionEnter>(&body)) {
    if (busy(called->address)) frames_.back().busy_functions.push_back(called->address);
  } else if (const auto* left = std::get_if<FunctionExit>(&body)) {
    leave(left->address);
  } else if (std::holds_alternative<SpinBegin>(body)) {
    frames_.back().spinning = true;
  } else if (std::holds_alternative<SpinEnd>(body)) {
    frames_.back().spinning = false;
  }
}

LaneState CoreActivity::state() const {
  if (dead_) return LaneState::Dead;
  if (!started_) return LaneState::NotStarted;
  if (frozen_) return LaneState::Frozen;
  if (halted_) return LaneState::Halted;
  const Frame& frame = frames_.back();
  if (frame.spinning) return LaneState::Spinning;
  if (frame.busy_handler || !frame.busy_functions.empty()) return LaneState::Busy;
  return frames_.size() > 1 ? LaneState::Handler : LaneState::Running;
}

Vector CoreActivity::vector() const {
  const LaneState now = state();
  return now == LaneState::Handler || now == LaneState::Busy ? frames_.back().vector : Vector{0};
}

void CoreActivity::start() {
  started_ = true;
  dead_ = halted_ = false;
  frames_.assign(1, Frame{});
}

void CoreActivity::enter(const InterruptEntry& entry) {
  halted_ = false;
  // A handler that was left without IRET (a task switch, a panic) counts no more.
  if (entry.depth >= 1 && frames_.size() > entry.depth) frames_.resize(entry.depth);
  Frame frame;
  frame.vector = entry.vector;
  frame.busy_handler = busy(entry.handler);
  frames_.push_back(std::move(frame));
}

void CoreActivity::exit_to(std::uint16_t depth) {
  const std::size_t keep = std::size_t{depth} + 1;
  if (frames_.size() > keep) frames_.resize(keep);
}

void CoreActivity::leave(std::uint32_t function) {
  auto& entered = frames_.back().busy_functions;
  const auto last = std::find(entered.rbegin(), entered.rend(), function);
  if (last != entered.rend()) entered.erase(std::prev(last.base()), entered.end());
}

bool CoreActivity::busy(std::uint32_t function) const {
  return is_busy_handler(symbols_, function);
}

}  // namespace vectorscope
