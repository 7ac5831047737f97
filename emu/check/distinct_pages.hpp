// SPDX-License-Identifier: GPL-2.0-or-later
// Pages that were handed out and not given back are distinct.
#pragma once
#include <map>
#include <optional>

#include "emu/check/checker.hpp"

namespace vectorscope {

class DistinctPages : public Checker {
 public:
  /// `allocate` returns a page; `release` takes one as its argument (0: none).
  DistinctPages(LinearAddress allocate, LinearAddress release)
      : allocate_(allocate), release_(release) {}

  void on(const Event& event) override;
  [[nodiscard]] Verdict verdict() const override;
  [[nodiscard]] bool violated() const override { return twice_.has_value(); }
  [[nodiscard]] bool settled() const override { return violated(); }

 private:
  struct Handed {
    Step step;
    CoreId to;
  };
  struct Twice {
    std::uint32_t page;
    Handed first, second;
  };

  void hand_out(std::uint32_t page, Handed handed);

  LinearAddress allocate_, release_;
  std::map<std::uint32_t, Handed> out_;  ///< by page
  std::optional<Twice> twice_;           ///< the first one
  std::uint64_t handed_out_ = 0, given_back_ = 0;
};

}  // namespace vectorscope
