// SPDX-License-Identifier: GPL-2.0-or-later
// The variants of a lab beside each other, or the rows of what it measures: what
// its checkers counted in one run of each. Which columns there are they decide.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "emu/lab/lab_run.hpp"
#include "emu/lab/measure.hpp"

namespace vectorscope {

struct ComparisonRow {
  std::string variant;
  std::string group;     ///< the variant without its ending: NAME-none is the control of NAME
  bool control = false;  ///< such a control, without back-off
  Outcome outcome = Outcome::NotExercised;
  std::string measured =
      {};  ///< of a measured row: its `outcome` (measure.hpp), which is no verdict
  std::string schedule = {};                         ///< of a variant: the one that shows it
  std::vector<std::optional<std::uint64_t>> values;  ///< by column
};

/// The row's verdict in a word, or what a measured row has instead.
std::string outcome_of(const ComparisonRow& row);

struct Comparison {
  std::string lab, title;
  std::vector<std::string> columns;  ///< a premise's name; with its checker's if two have it
  std::vector<ComparisonRow> rows;   ///< in the order of the lab's variants
  std::size_t first_of_last = 0;     ///< the last checker's first column

  /// What the directed run counted, and how many of the random ones, if any, did not hold.
  void add(const Lab& lab, const VariantResult& result);
  [[nodiscard]] std::optional<std::size_t> column(const std::string& name) const;
  /// Those that tell the variants apart, none that says what another one said;
  /// the last checker's first: it is there to count. All, if none does.
  [[nodiscard]] std::vector<std::size_t> telling_columns() const;
  [[nodiscard]] bool has_controls() const;
  /// The groups in the order of their first rows.
  [[nodiscard]] std::vector<std::string> groups() const;
  [[nodiscard]] const ComparisonRow* row(const std::string& group, bool control) const;

 private:
  void set(ComparisonRow& row, const std::string& name, std::uint64_t value);
};

/// The rows of one measure with so many cores. A row's group is what tells it
/// apart from the others but back-off; with `backoff=none` it is a control,
/// and with another than the first row has, that is part of its name. Its outcome
/// is the measure's: not exercised if incomplete.
Comparison comparison_of(const Lab& lab, const Table& table, const std::string& measure,
                         unsigned cores);

/// RFC 4180: a header, then a line for each variant.
std::string comparison_csv(const Comparison& comparison);

}  // namespace vectorscope
