// SPDX-License-Identifier: GPL-2.0-or-later
// The figures side by side, as ratios, and whether they reach what is asked of them.
#pragma once
#include <benchmark/benchmark.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tests/bench/speed.hpp"

namespace vectorscope::bench {

/// Prints what Google Benchmark prints, of repetitions the median alone, and keeps the speeds for the table.
class TableReporter : public benchmark::ConsoleReporter {
 public:
  TableReporter() : ConsoleReporter(OO_None) {}
  void ReportRuns(const std::vector<Run>& runs) override;
  void Finalize() override;

 private:
  /// Millions of instructions per second; 0: not measured.
  [[nodiscard]] double speed(Who who, Loop loop, std::uint32_t cores, std::uint32_t quantum) const;
  void print_one_core() const;
  void print_four_cores() const;

  std::map<std::string, double> speeds_;
};

}  // namespace vectorscope::bench
