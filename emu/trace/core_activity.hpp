// SPDX-License-Identifier: GPL-2.0-or-later
// What one core is doing, told by its events: interrupts nest, and each depth
// has its own spinning and its own busy answers.
#pragma once
#include <vector>

#include "emu/trace/timeline.hpp"

namespace vectorscope {

class CoreActivity {
 public:
  explicit CoreActivity(const Symbols* symbols) : symbols_(symbols) { frames_.emplace_back(); }

  void take(const EventBody& body);
  [[nodiscard]] LaneState state() const;
  [[nodiscard]] Vector vector() const;  ///< 0 outside Handler and Busy

 private:
  struct Frame {
    Vector vector = 0;
    bool spinning = false;
    bool busy_handler = false;
    std::vector<std::uint32_t> busy_functions;  ///< entered, not yet left
  };

  void start();
  void enter(const events::InterruptEntry& entry);
  void exit_to(std::uint16_t depth);
  void leave(std::uint32_t function);
  [[nodiscard]] bool busy(std::uint32_t function) const;

  const Symbols* symbols_;
  bool started_ = false, dead_ = false, frozen_ = false, halted_ = false;
  std::vector<Frame> frames_;  ///< the first is the code outside all handlers
};

}  // namespace vectorscope
