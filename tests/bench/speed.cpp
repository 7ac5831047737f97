// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/speed.hpp"

#include <benchmark/benchmark.h>

#include <map>
#include <tuple>

#include "tests/bench/emulator.hpp"
#include "tests/bench/peers.hpp"

namespace vectorscope::bench {

namespace {

constexpr int kRepetitions = 3;
constexpr std::uint32_t kOneCoreTurn = 1'000'000;

struct Case {
  Who who;
  Loop loop;
  std::uint32_t cores;
  std::uint32_t quantum;
};

/// About a second's work, so that what start-up varies by does not matter.
std::uint32_t iterations(const Case& one) {
  const std::uint32_t slow = one.loop == Loop::Branchy ? 2 : 1;
  const bool four = one.cores > 1;
  switch (one.who) {
    case Who::Qemu: return (four ? 100'000'000 : 400'000'000) / slow / slow;
    case Who::Bochs: return (four ? 4'000'000 : 16'000'000) / slow;
    case Who::Vectorscope: return (four ? (one.quantum == 1 ? 2'000'000 : 4'000'000) : 16'000'000) / slow;
  }
  return 0;
}

Result<double> seconds(const Case& one, std::uint32_t iterations) {
  const Work work{one.loop, one.cores, iterations};
  switch (one.who) {
    case Who::Qemu: return qemu_seconds(work);
    case Who::Bochs: return bochs_seconds(work, one.quantum == kNoTurns ? 16 : one.quantum);
    case Who::Vectorscope: break;
  }
  const auto run = run_emulator(work, one.quantum == kNoTurns ? kOneCoreTurn : one.quantum);
  if (!run) return tl::unexpected(run.error());
  return run->seconds;
}

/// What a run takes that does next to nothing: firmware, start-up. The loop makes no difference to it.
const Result<double>& start_seconds(const Case& one) {
  static std::map<std::tuple<Who, std::uint32_t, std::uint32_t>, Result<double>> known;
  const auto key = std::make_tuple(one.who, one.cores, one.quantum);
  const auto found = known.find(key);
  return found != known.end() ? found->second : known.emplace(key, seconds(one, 1)).first->second;
}

Result<double> seconds_of_the_loop(const Case& one, std::uint32_t iterations) {
  const auto& start = start_seconds(one);
  if (!start) return start;
  const auto whole = seconds(one, iterations + 1);
  if (!whole) return whole;
  return *whole - *start;
}

const Result<double>& instructions_per_iteration(Loop loop) {
  static std::map<Loop, Result<double>> known;
  const auto found = known.find(loop);
  return found != known.end() ? found->second : known.emplace(loop, steps_per_iteration(loop)).first->second;
}

void measure(benchmark::State& state, const Case& one) {
  for ([[maybe_unused]] auto round : state) {
    const std::uint32_t times = iterations(one);
    const auto& each = instructions_per_iteration(one.loop);
    const auto taken = seconds_of_the_loop(one, times);
    if (!each || !taken) {
      state.SkipWithError((!each ? each.error() : taken.error()).text.c_str());
      return;
    }
    state.SetIterationTime(*taken);
    state.counters[kSpeed] = *each * times * one.cores / *taken * 1e-6;
  }
}

void add(const Case& one) {
  benchmark::RegisterBenchmark(speed_name(one.who, one.loop, one.cores, one.quantum).c_str(), measure, one)
      ->Iterations(1)
      ->Repetitions(kRepetitions)
      ->ReportAggregatesOnly()
      ->UseManualTime()
      ->Unit(benchmark::kMillisecond);
}

}  // namespace

std::string speed_name(Who who, Loop loop, std::uint32_t cores, std::uint32_t quantum) {
  static constexpr const char* kNames[] = {"vectorscope", "qemu", "bochs"};
  std::string text = kNames[static_cast<int>(who)];
  text += "/cores:" + std::to_string(cores) + "/" + name(loop);
  if (quantum != kNoTurns) text += "/quantum:" + std::to_string(quantum);
  return text;
}

void register_speed() {
  for (const Loop loop : kLoops) {
    for (const Who who : {Who::Vectorscope, Who::Qemu, Who::Bochs}) add({who, loop, 1, kNoTurns});
  }
  for (const Loop loop : kLoops) {
    for (const std::uint32_t quantum : kQuanta) add({Who::Vectorscope, loop, 4, quantum});
    add({Who::Qemu, loop, 4, kNoTurns});
    for (const std::uint32_t quantum : {1u, 10u}) add({Who::Bochs, loop, 4, quantum});
  }
}

}  // namespace vectorscope::bench
