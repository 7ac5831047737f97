// SPDX-License-Identifier: GPL-2.0-or-later
// Whoever uses one slot of the handler array does not disturb whoever uses
// another. Counted are the transfers of the array's cache lines (cache_line.hpp).
// A transfer is for nothing if the core had lost the line though nobody else has
// touched that very slot since it had it last: only a neighbour took it away
// ("false sharing").
#pragma once
#include <bitset>
#include <map>
#include <optional>
#include <set>

#include "emu/check/cache_line.hpp"
#include "emu/check/checker.hpp"

namespace vectorscope {

class LineSharing : public Checker {
 public:
  /// `stride`: bytes from slot to slot.
  explicit LineSharing(std::uint32_t stride) : stride_(stride) {}

  void on(const Event& event) override;
  [[nodiscard]] Verdict verdict() const override;
  [[nodiscard]] bool violated() const override { return for_nothing_.has_value(); }
  [[nodiscard]] bool settled() const override { return violated(); }

 private:
  struct Line {
    CacheLine copies;
    std::bitset<kMaxCores> had;
    /// By core: the slots that others have touched since it had the line last.
    std::map<CoreId, std::set<std::uint16_t>> touched;
  };
  struct ForNothing {
    Step step;
    CoreId core;
    std::uint16_t slot;
  };

  void access(const Event& event, std::uint16_t slot, bool write);

  std::uint32_t stride_;
  std::map<std::uint32_t, Line> lines_;
  std::map<CoreId, std::set<std::uint16_t>> used_;  ///< slots written, by core
  std::optional<ForNothing> for_nothing_;           ///< the first
  std::uint64_t accesses_ = 0, transfers_ = 0, vain_ = 0;
};

}  // namespace vectorscope
