// SPDX-License-Identifier: GPL-2.0-or-later
// Puts the variants of a lab beside each other, or what it measures, if it has
// measures of its own. It belongs to one thread, and has machines of its own.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "emu/base/result.hpp"
#include "emu/lab/comparison.hpp"

namespace vectorscope {

/// All that there is to look at by now.
struct ComparisonSet {
  std::vector<std::string> names;            ///< of the comparisons: "variants", or the measures
  std::vector<Comparison> comparisons;       ///< by name
  unsigned cores = 0;                        ///< of these runs; 0: as the lab says
  unsigned least_cores = 0, most_cores = 0;  ///< what can be asked for; 0: nothing else
  std::size_t done = 0, count = 0;           ///< variants, or measures
};

class ComparisonRun {
 public:
  /// What is wanted: of a measure, with so many cores; of variants, whether the lab's random
  /// schedules are to be tried as well.
  struct Wish {
    unsigned cores = 4;
    bool random = false;
  };
  /// Errors: no such lab, a file that is malformed.
  static Result<ComparisonRun> begin(const std::string& lab, const Wish& wish);

  /// The next variant as its lab directs, or the next measure with so many
  /// cores. `stopped` as for LabRunOptions. Errors: as run_variant and measure.
  Result<void> next(const std::function<bool()>& stopped = {});
  [[nodiscard]] bool over() const { return so_far_.done == so_far_.count; }
  [[nodiscard]] const ComparisonSet& so_far() const { return so_far_; }

 private:
  Result<void> next_variant(const std::function<bool()>& stopped);
  Result<void> next_measure(const std::function<bool()>& stopped);

  std::shared_ptr<const Lab> lab_;
  std::shared_ptr<const Image> kernel_;
  bool random_ = false;
  ComparisonSet so_far_;
};

}  // namespace vectorscope
