// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/orbits.hpp"

#include <algorithm>
#include <utility>

namespace vectorscope {
namespace {

// What is shorter is left to loops of one block, what is longer pays too seldom.
constexpr Step kShortestRound = 64, kLongestRound = 3'000;

// A turn begins in the midst of something, and often others have changed what it finds then.
constexpr Step kSettles = 200;

// Own steps from one search to the next: twice as many after each that did not pay.
constexpr Step kFirstWait = 20'000, kLongestWait = 5'000'000;

}  // namespace

Orbits::Orbits(Engine& engine, OrbitMemory memory) : engine_(engine), memory_(std::move(memory)) {}

void Orbits::search(Search search, Now now) {
  search.since = now.step;
  search_ = std::move(search);
  wait_ = std::clamp(2 * wait_, kFirstWait, kLongestWait);
  again_at_ = now.own + wait_;
}

bool Orbits::pass(const Met& instruction, Step now) {
  if (now - search_->since > kLongestRound) return false;
  const bool at_block = std::exchange(search_->at_block, instruction.ends_block);
  if (at_block && !pass_block(instruction.at, now)) return false;
  return !search_->orbit || search_->orbit->add(instruction.at, instruction.bytes,
                                                engine_.general_registers(), memory_);
}

/// False: the search is over.
bool Orbits::pass_block(LinearAddress at, Step now) {
  if (!search_->begin) return find_beginning(at, now);
  if (at != *search_->begin) return true;
  auto& orbit = search_->orbit;
  const auto found = state();
  if (orbit && !(orbit->state() == found)) return true;
  if (!orbit || !orbit->close(memory_, now)) {
    search_->since = now;
    orbit.emplace(at, found, now);
    return true;
  }
  orbit_ = std::move(*orbit);
  at_ = at;
  changed_rounds_ = 0;
  return false;
}

bool Orbits::find_beginning(LinearAddress at, Step now) {
  const auto searched = now - search_->since;
  if (searched < kSettles) return true;
  search_->begin = search_->rounds.pass(at, [this] { return state(); });
  if (!search_->begin) return true;
  search_->since = now;
  return searched >= kSettles + kShortestRound;
}

std::optional<Step> Orbits::count_rounds(Step left, Now now) {
  if (!at_orbit_again()) return 0;
  if (!orbit_.found_again(memory_)) {
    // Others have changed what it waits for, or it counts.
    if (++changed_rounds_ < 2 || !due(now.own)) return 0;
    changed_rounds_ = 0;
    search({.at_block = true, .begin = orbit_.at()}, now);
    return std::nullopt;
  }
  changed_rounds_ = 0;
  const auto steps = left / orbit_.steps() * orbit_.steps();
  if (steps == 0) return 0;
  wait_ = 0;
  again_at_ = now.own + steps + kFirstWait;
  return steps;
}

/// Most often it is not; the stack pointer tells it first.
bool Orbits::at_orbit_again() {
  const auto& general = orbit_.state().general;
  for (const unsigned reg : {4u, 3u, 0u, 1u, 2u, 5u, 6u, 7u})
    if (engine_.read(static_cast<Reg>(reg)) != general[reg]) return false;
  return state() == orbit_.state();
}

OrbitState Orbits::state() {
  OrbitState state{.general = engine_.general_registers(),
                   .eflags = engine_.read(Reg::Eflags),
                   .paging = engine_.paging()};
  auto& hidden = engine_.hidden();
  hidden.load();
  for (unsigned i = 0; i < state.segments.size(); ++i)
    state.segments[i] = hidden.segment(static_cast<SegmentReg>(i));
  state.interrupt_shadow = hidden.interrupt_shadow();
  return state;
}

}  // namespace vectorscope
