// SPDX-License-Identifier: GPL-2.0-or-later
// A recording, played a slice at a time: what `replay` does for whoever watches.
#pragma once
#include "emu/history/recording.hpp"
#include "emu/machine/machine.hpp"
#include "emu/schedule/parts.hpp"

namespace vectorscope {

class Player {
 public:
  /// `machine`: as `start` made it from this recording. It lives longer.
  Player(Machine& machine, Recording recording);

  /// The next decisions, of at most `most` steps.
  void play(Step most);
  [[nodiscard]] bool over() const { return parts_.over() && next_ == recording_.decisions.size(); }
  [[nodiscard]] const Recording& recording() const { return recording_; }
  /// Decisions that are done or have begun.
  [[nodiscard]] std::size_t done() const { return next_; }

 private:
  Machine& machine_;
  Recording recording_;
  Parts parts_;
  std::size_t next_ = 0;
};

}  // namespace vectorscope
