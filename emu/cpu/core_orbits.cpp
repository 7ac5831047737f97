// SPDX-License-Identifier: GPL-2.0-or-later
// The core from within: rounds that it makes while it waits, found in the exact way and
// counted where it runs a block at a time.
#include "emu/cpu/core.hpp"

namespace vectorscope {
namespace {

// A turn that is shorter is not worth while, nor would a search end in it.
constexpr Step kLeastSteps = 1'000;

}  // namespace

OrbitMemory Core::orbit_memory() const {
  return {
      ram_, [this](PhysicalAddress at) { return !trapped_.contain(at); },
      [this](PhysicalAddress at, unsigned bytes) { return host_.read_quietly(id_, at, bytes); }};
}

/// Before blocks are entered: whether it is better to find out if they make a round.
bool Core::begin_search() {
  if (buffer_ || !orbits_.due(own_steps()) || clock_.limit - clock_.step < kLeastSteps) return false;
  orbits_.begin_search({clock_.step, own_steps()});
  exact_until_ = clock_.limit;
  return true;
}

void Core::end_search() {
  orbits_.end_search();
  exact_until_ = clock_.step;
}

/// The exact way is about to execute an instruction.
void Core::search_orbit(LinearAddress at, std::uint32_t size) {
  const CodePage* page = pages_.seen_at(at);
  const auto offset = at % kPageBytes;
  if (page == nullptr || attention_ || clock_.step >= clock_.limit ||
      !page->blocks->plain(offset) || !page->unchanged(offset, size))
    return end_search();
  const auto bytes = std::span(page->shadow).subspan(offset, size);
  if (!orbits_.pass({at, bytes, page->blocks->ends_block(offset)}, clock_.step)) end_search();
}

/// At the known orbit's beginning. False: it is to be looked at anew, in the exact way.
bool Core::skip_rounds() {
  const auto rounds = orbits_.count_rounds(clock_.limit - clock_.step, {clock_.step, own_steps()});
  if (rounds) count(*rounds);
  else exact_until_ = clock_.limit;
  return rounds.has_value();
}

/// Steps that are not executed.
void Core::count(Step steps) {
  clock_.step += steps;
  counted_steps_ += steps;
}

}  // namespace vectorscope
