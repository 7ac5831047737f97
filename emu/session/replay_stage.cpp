// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/session/replay_stage.hpp"

#include <algorithm>

#include "emu/history/replay.hpp"
#include "emu/session/watched_functions.hpp"

namespace vectorscope {
namespace {

/// What was watched when it was recorded, and what the panels colour.
void watch(Machine& machine, const Recording& recording) {
  const auto& symbols = machine.image().symbols;
  auto all = functions_to_watch(symbols);
  for (const auto& name : recording.watched) {
    const auto* symbol = symbols.named(name);
    if (symbol && std::find(all.begin(), all.end(), symbol->address) == all.end())
      all.push_back(symbol->address);
  }
  machine.watch_functions(all);
}

}  // namespace

Result<std::unique_ptr<ReplayStage>> ReplayStage::open(const std::string& path) {
  auto recording = load_recording(path);
  if (!recording) return tl::unexpected(recording.error());
  auto machine = start(*recording);
  if (!machine) return tl::unexpected(machine.error());
  watch(**machine, *recording);
  std::unique_ptr<ReplayStage> stage(new ReplayStage);
  stage->machine_ = std::move(*machine);
  stage->player_ = std::make_unique<Player>(*stage->machine_, std::move(*recording));
  return stage;
}

bool ReplayStage::play(Step most) {
  if (by_hand_ || player_->over()) return false;
  player_->play(most);
  if (!player_->over()) return true;
  const auto same = verify(*machine_, player_->recording());
  verdict_ = same ? "the same state as when it was recorded" : same.error().text;
  return false;
}

ReplayView ReplayStage::view() const {
  const auto& recording = player_->recording();
  return {recording.title, recording.steps, player_->done(), recording.decisions.size(),
          player_->over(), by_hand_,        verdict_};
}

}  // namespace vectorscope
