// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/table.hpp"

#include <fmt/format.h>

namespace vectorscope::bench {

namespace {

constexpr double kLeastOfBochs = 1.2;        // one core, exact
constexpr double kLeastAtQuantumOne = 30.0;  // four cores, MIPS

const char* title(Loop loop) {
  switch (loop) {
    case Loop::Alu: return "ALU";
    case Loop::Memory: return "load/store";
    case Loop::Branchy: return "branchy";
  }
  return "";
}

std::string ratio(double ours, double theirs) {
  return ours > 0 && theirs > 0 ? fmt::format("{:.2f}x", ours / theirs) : "-";
}

const char* verdict(double value, double least) {
  if (!(value > 0)) return "not measured";
  return value >= least ? "pass" : "FAIL";
}

}  // namespace

void TableReporter::ReportRuns(const std::vector<Run>& runs) {
  std::vector<Run> shown;
  for (const auto& run : runs) {
    if (run.run_type == Run::RT_Aggregate && run.aggregate_name != "median") continue;
    shown.push_back(run);
    const auto counter = run.counters.find(kSpeed);
    if (counter != run.counters.end()) speeds_[run.run_name.function_name] = counter->second.value;
  }
  ConsoleReporter::ReportRuns(shown);
}

void TableReporter::Finalize() {
  if (speeds_.empty()) return;
  print_one_core();
  print_four_cores();
}

double TableReporter::speed(Who who, Loop loop, std::uint32_t cores, std::uint32_t quantum) const {
  const auto found = speeds_.find(speed_name(who, loop, cores, quantum));
  return found == speeds_.end() ? 0 : found->second;
}

void TableReporter::print_one_core() const {
  fmt::print("\nOne core, exact; millions of guest instructions per second of processor time\n");
  fmt::print("{:<12}{:>14}{:>10}{:>10}{:>12}{:>12}\n", "loop", "Vectorscope", "QEMU", "Bochs", "of QEMU", "of Bochs");
  for (const Loop loop : kLoops) {
    const double ours = speed(Who::Vectorscope, loop, 1, kNoTurns);
    const double qemu = speed(Who::Qemu, loop, 1, kNoTurns);
    const double bochs = speed(Who::Bochs, loop, 1, kNoTurns);
    fmt::print("{:<12}{:>14.1f}{:>10.1f}{:>10.1f}{:>12}{:>12}  at least {:.1f}x: {}\n", title(loop), ours, qemu, bochs,
               ratio(ours, qemu), ratio(ours, bochs), kLeastOfBochs,
               verdict(bochs > 0 ? ours / bochs : 0, kLeastOfBochs));
  }
}

void TableReporter::print_four_cores() const {
  fmt::print("\nFour cores taking turns; QEMU on one thread, by its own turns; Bochs at quantum 1 and 10\n");
  fmt::print("{:<12}{:>8}{:>14}{:>10}{:>10}{:>12}{:>12}\n", "loop", "quantum", "Vectorscope", "QEMU", "Bochs",
             "of QEMU", "of Bochs");
  for (const Loop loop : kLoops) {
    const double qemu = speed(Who::Qemu, loop, 4, kNoTurns);
    for (const std::uint32_t quantum : kQuanta) {
      const double ours = speed(Who::Vectorscope, loop, 4, quantum);
      const double bochs = speed(Who::Bochs, loop, 4, quantum);
      fmt::print("{:<12}{:>8}{:>14.1f}{:>10.1f}{:>10}{:>12}{:>12}", title(loop), quantum, ours, qemu,
                 bochs > 0 ? fmt::format("{:.1f}", bochs) : "-", ratio(ours, qemu), ratio(ours, bochs));
      if (quantum == 1) fmt::print("  at least {:.0f}: {}", kLeastAtQuantumOne, verdict(ours, kLeastAtQuantumOne));
      fmt::print("\n");
    }
  }
}

}  // namespace vectorscope::bench
