// SPDX-License-Identifier: GPL-2.0-or-later
// An open recording: its machine, and the decisions that are played on it.
#pragma once
#include <memory>
#include <string>

#include "emu/history/player.hpp"
#include "emu/session/lab_view.hpp"

namespace vectorscope {

class ReplayStage {
 public:
  /// Errors: a file that is no recording, a machine that cannot be made.
  static Result<std::unique_ptr<ReplayStage>> open(const std::string& path);
  [[nodiscard]] Machine& machine() { return *machine_; }
  [[nodiscard]] const std::string& title() const { return player_->recording().title; }

  /// False when there is nothing more to play, or not from here.
  bool play(Step most);
  void put_in_by_hand() { by_hand_ = true; }
  [[nodiscard]] ReplayView view() const;

 private:
  ReplayStage() = default;

  std::unique_ptr<Machine> machine_;
  std::unique_ptr<Player> player_;
  std::string verdict_;  ///< once over
  bool by_hand_ = false;
};

}  // namespace vectorscope
