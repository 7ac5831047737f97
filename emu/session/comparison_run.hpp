// SPDX-License-Identifier: GPL-2.0-or-later
// Runs the variants of a lab one after the other and puts them beside each
// other. It belongs to one thread, and has machines of its own.
#pragma once
#include <memory>
#include <string>

#include "emu/base/result.hpp"
#include "emu/lab/comparison.hpp"

namespace vectorscope {

class ComparisonRun {
 public:
  /// Errors: no such lab, a file that is malformed.
  static Result<ComparisonRun> begin(const std::string& lab);

  /// Runs the next variant as its lab directs. Errors: as run_variant.
  Result<void> next();
  [[nodiscard]] bool over() const { return done() == count(); }
  [[nodiscard]] std::size_t done() const { return so_far_.rows.size(); }
  [[nodiscard]] std::size_t count() const { return lab_->variants.size(); }
  [[nodiscard]] const Comparison& so_far() const { return so_far_; }

 private:
  std::shared_ptr<const Lab> lab_;
  std::shared_ptr<const Image> kernel_;
  Comparison so_far_;
};

}  // namespace vectorscope
