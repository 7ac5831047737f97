// SPDX-License-Identifier: GPL-2.0-or-later
// The core from within: rounds that it makes while it waits, found in the exact way and
// counted where it runs a block at a time.
#include <algorithm>
#include <utility>

#include "emu/cpu/core.hpp"

namespace vectorscope {
namespace {

// A turn that is shorter is not worth while, nor would a search end in it.
constexpr Step kLeastSteps = 1'000;

// What is shorter is left to skip_still_loop, what is longer pays too seldom.
constexpr Step kShortestRound = 64, kLongestRound = 3'000;

// A turn begins in the midst of something, and often others have changed what it finds then.
constexpr Step kSettles = 200;

// Own steps from one search to the next: twice as many after each that did not pay.
constexpr Step kFirstWait = 20'000, kLongestWait = 5'000'000;

}  // namespace

/// Before blocks are entered: whether it is better to find out if they make a round.
bool Core::begin_search() {
  if (buffer_ || own_steps() < search_again_at_ || clock_.limit - clock_.step < kLeastSteps)
    return false;
  look_for_orbit({});
  return true;
}

void Core::look_for_orbit(Search search) {
  search.since = clock_.step;
  search_ = std::move(search);
  exact_until_ = clock_.limit;
  search_wait_ = std::clamp(2 * search_wait_, kFirstWait, kLongestWait);
  search_again_at_ = own_steps() + search_wait_;
}

void Core::end_search() {
  search_.reset();
  exact_until_ = clock_.step;
}

/// The exact way is about to execute an instruction, and nothing else has happened on this
/// core since the one before.
void Core::search_orbit(LinearAddress at, std::uint32_t size) {
  const CodePage* page = pages_.seen_at(at);
  const auto offset = at % kPageBytes;
  if (page == nullptr || attention_ || clock_.step >= clock_.limit ||
      clock_.step - search_->since > kLongestRound || !page->blocks->plain(offset) ||
      !page->unchanged(offset, size))
    return end_search();
  if (std::exchange(search_->at_block, page->blocks->ends_block(offset)) && !pass_block(at)) return;
  if (!search_->orbit) return;
  const auto bytes = std::span(page->shadow).subspan(offset, size);
  if (!search_->orbit->add(at, bytes, engine_.general_registers(), orbit_memory())) end_search();
}

/// False: the search is over.
bool Core::pass_block(LinearAddress at) {
  if (!search_->begin) return find_beginning(at);
  if (at != *search_->begin) return true;
  auto& orbit = search_->orbit;
  auto state = orbit_state();
  if (orbit && !(orbit->state() == state)) return true;
  if (!orbit || !orbit->close(orbit_memory(), clock_.step)) {
    search_->since = clock_.step;
    orbit.emplace(at, state, clock_.step);
    return true;
  }
  orbit_ = std::move(*orbit);
  orbit_at_ = at;
  changed_rounds_ = 0;
  end_search();
  return false;
}

bool Core::find_beginning(LinearAddress at) {
  const auto searched = clock_.step - search_->since;
  if (searched < kSettles) return true;
  search_->begin = search_->rounds.pass(at, [this] { return orbit_state(); });
  if (!search_->begin) return true;
  search_->since = clock_.step;
  if (searched >= kSettles + kShortestRound) return true;
  end_search();
  return false;
}

/// At the orbit's beginning, before its first block: as many rounds as end within the turn.
/// False: it is to be looked at anew.
bool Core::skip_rounds() {
  if (!at_orbit_again()) return true;
  if (!orbit_.found_again(orbit_memory())) {
    // Others have changed what it waits for, or it counts.
    if (++changed_rounds_ < 2 || own_steps() < search_again_at_) return true;
    changed_rounds_ = 0;
    look_for_orbit({.at_block = true, .begin = orbit_.at()});
    return false;
  }
  changed_rounds_ = 0;
  const auto rounds = (clock_.limit - clock_.step) / orbit_.steps();
  if (rounds == 0) return true;
  count(rounds * orbit_.steps());
  search_wait_ = 0;
  search_again_at_ = own_steps() + kFirstWait;
  return true;
}

/// Steps that are not executed.
void Core::count(Step steps) {
  clock_.step += steps;
  counted_steps_ += steps;
}

/// Most often it is not; the stack pointer tells it first.
bool Core::at_orbit_again() {
  const auto& general = orbit_.state().general;
  for (const unsigned reg : {4u, 3u, 0u, 1u, 2u, 5u, 6u, 7u})
    if (engine_.read(static_cast<Reg>(reg)) != general[reg]) return false;
  return orbit_state() == orbit_.state();
}

OrbitState Core::orbit_state() {
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

OrbitMemory Core::orbit_memory() const {
  return {
      ram_, [this](PhysicalAddress at) { return !trapped_.contain(at); },
      [this](PhysicalAddress at, unsigned bytes) { return host_.read_quietly(id_, at, bytes); }};
}

}  // namespace vectorscope
