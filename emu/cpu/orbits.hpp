// SPDX-License-Identifier: GPL-2.0-or-later
// The rounds that one core makes while it waits: looked for in the exact way, one
// instruction after the other, and known again when the core comes back to them.
#pragma once
#include <cstdint>
#include <optional>
#include <span>

#include "emu/base/types.hpp"
#include "emu/cpu/engine.hpp"
#include "emu/cpu/orbit.hpp"

namespace vectorscope {

class Orbits {
 public:
  /// An instruction that is about to be executed.
  struct Met {
    LinearAddress at = 0;
    std::span<const std::uint8_t> bytes;
    bool ends_block = false;  ///< another block begins after it
  };
  /// Now, in steps of the machine and of the core itself.
  struct Now {
    Step step = 0, own = 0;
  };

  /// `memory` is what an orbit of this core may touch.
  Orbits(Engine& engine, OrbitMemory memory);

  [[nodiscard]] bool searching() const { return search_.has_value(); }
  /// Whether it is time for a search.
  [[nodiscard]] bool due(Step own) const { return own >= again_at_; }
  void postpone(Step steps) { again_at_ += steps; }
  void begin_search(Now now) { search({}, now); }
  void end_search() { search_.reset(); }
  /// While it searches, and nothing but `instruction` has happened on this core since the one
  /// before. False: the search must end.
  bool pass(const Met& instruction, Step now);

  /// Whether the known orbit begins here.
  [[nodiscard]] bool begin_at(LinearAddress at) const { return at == at_; }
  /// There, before its first block: the steps of as many rounds as end within `left`, which
  /// need not be executed. Nothing: it has to be looked at anew, and a search has begun.
  std::optional<Step> count_rounds(Step left, Now now);

 private:
  /// First that there are rounds, then where they begin, then what one touches.
  struct Search {
    Step since = 0;
    bool at_block = false;  ///< a block begins with the next instruction
    OrbitSearch rounds = {};
    std::optional<LinearAddress> begin = {};
    std::optional<Orbit> orbit = {};
  };

  void search(Search search, Now now);
  bool pass_block(LinearAddress at, Step now);
  bool find_beginning(LinearAddress at, Step now);
  [[nodiscard]] bool at_orbit_again();
  [[nodiscard]] OrbitState state();

  static constexpr std::uint64_t kNowhere = ~0ull;
  std::uint64_t at_ = kNowhere;  ///< linear address of the known orbit's beginning
  Orbit orbit_;
  unsigned changed_rounds_ = 0;  ///< it was begun so often, with something changed
  std::optional<Search> search_;
  Step again_at_ = 0, wait_ = 0;  ///< own steps
  Engine& engine_;
  OrbitMemory memory_;
};

}  // namespace vectorscope
