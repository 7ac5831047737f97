// SPDX-License-Identifier: GPL-2.0-or-later
// vectorscope-bench: Google Benchmark's own arguments, e.g. --benchmark_filter=vectorscope/cores:4
#include <benchmark/benchmark.h>

#include "tests/bench/speed.hpp"
#include "tests/bench/table.hpp"

int main(int count, char** arguments) {
  benchmark::Initialize(&count, arguments);
  if (benchmark::ReportUnrecognizedArguments(count, arguments)) return 2;
  vectorscope::bench::register_speed();
  vectorscope::bench::TableReporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  benchmark::Shutdown();
  return 0;
}
