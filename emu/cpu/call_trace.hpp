// SPDX-License-Identifier: GPL-2.0-or-later
// Which watched functions and which interrupts a core is inside of, found from
// its stack pointer alone: nothing that the guest says is believed. A guest that
// never returns costs no more than kMostOpen of each: the oldest is forgotten.
#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <unordered_set>
#include <utility>

#include "emu/base/types.hpp"
#include "emu/trace/event.hpp"

namespace vectorscope {

class CallTrace {
 public:
  /// A kernel holds one for each thread that waits in the middle of something.
  static constexpr std::size_t kMostOpen = 1024;

  struct Call {
    LinearAddress function, return_address, esp;
    bool interrupted = false;  ///< at its first instruction, which is to come again
  };
  struct Interrupt {
    Vector vector;
    LinearAddress frame;            ///< linear address of the pushed EIP
    LinearAddress interrupted = 0;  ///< the instruction that is to come after it
  };

  /// A watched function's first instruction is next; false if that was known.
  /// A call whose place on the stack is used again will not be returned from.
  bool call(const Call& call) {
    if (is_known(call)) return false;
    std::erase_if(calls_, [&](const Call& old) { return old.esp == call.esp; });
    append(calls_, call);
    remember_return(call.return_address);
    return true;
  }
  [[nodiscard]] bool is_return(LinearAddress address) const { return returns_.contains(address); }
  /// The innermost call that has returned when `address` is next, if any. Its
  /// stack tells which one it is: a guest may have several, and leave a thread
  /// waiting in the middle of a call.
  std::optional<Call> returned(LinearAddress address, LinearAddress esp) {
    for (auto at = calls_.size(); at-- > 0;) {
      const auto call = calls_[at];
      if (call.return_address != address || esp <= call.esp || esp - call.esp > kMostPopped)
        continue;
      calls_.erase(calls_.begin() + static_cast<std::ptrdiff_t>(at));
      return call;
    }
    return std::nullopt;
  }

  /// A frame that is overwritten will not be returned to.
  void enter(const Interrupt& interrupt) {
    leave(interrupt.frame);
    if (interrupts_.size() == kMostOpen) frames_.erase(interrupts_.front().frame);
    append(interrupts_, interrupt);
    frames_.insert(interrupt.frame);
    if (!calls_.empty() && calls_.back().function == interrupt.interrupted)
      calls_.back().interrupted = true;
  }
  /// The interrupt that an IRET at this stack pointer ends, if any. Handlers
  /// that were left without IRET are dropped with it.
  std::optional<Interrupt> leave(LinearAddress frame) {
    if (!frames_.contains(frame)) return std::nullopt;
    for (;;) {
      const auto interrupt = interrupts_.back();
      interrupts_.pop_back();
      frames_.erase(interrupt.frame);
      if (interrupt.frame == frame) return interrupt;
    }
  }
  [[nodiscard]] std::uint16_t depth() const {
    return static_cast<std::uint16_t>(interrupts_.size());
  }
  void clear() {
    calls_.clear();
    interrupts_.clear();
    frames_.clear();
  }

 private:
  /// Either nothing has happened since; or only an interrupt, whose handler may have left calls
  /// of its own open, on another stack.
  bool is_known(const Call& call) {
    for (auto known = calls_.rbegin(); known != calls_.rend(); ++known) {
      if (known->function != call.function || known->esp != call.esp) continue;
      const bool interrupted = std::exchange(known->interrupted, false);
      return interrupted || known == calls_.rbegin();
    }
    return false;
  }

  template <typename Open>
  static void append(std::deque<Open>& open, const Open& one) {
    if (open.size() == kMostOpen) open.pop_front();
    open.push_back(one);
  }
  /// Those of closed calls stay for a while: most are called again.
  void remember_return(LinearAddress address) {
    if (returns_.size() == 2 * kMostOpen) {
      returns_.clear();
      for (const auto& call : calls_) returns_.insert(call.return_address);
    }
    returns_.insert(address);
  }

  /// By RET itself: the return address, and with RET n the arguments.
  static constexpr LinearAddress kMostPopped = 4 + 256;

  std::deque<Call> calls_;
  std::deque<Interrupt> interrupts_;
  std::unordered_set<LinearAddress> frames_;  ///< of these: each is there once
  std::unordered_set<LinearAddress> returns_;
};

}  // namespace vectorscope
