// SPDX-License-Identifier: GPL-2.0-or-later
// What following the log costs, and what the window asks of the timeline while it paints.
#include "emu/trace/timeline.hpp"

#include <benchmark/benchmark.h>

#include <memory>

#include "emu/trace/event_log.hpp"

namespace vectorscope::bench {

namespace {

constexpr unsigned kCores = 4;
constexpr Step kStepsAnEvent = 100;

/// Cores enter and leave handlers in turn.
EventLog log_of(std::size_t count) {
  EventLog log;
  for (std::size_t index = 0; index < count; ++index) {
    const auto core = static_cast<CoreId>(index / 2 % kCores);
    EventBody body = events::InterruptEntry{0x80, Cause::Software, 1, 0x101000, 0x102000};
    if (index % 2 == 1) body = events::InterruptExit{0x80, 0, 0};
    log.append({index * kStepsAnEvent, core, body});
  }
  return log;
}

void follow(benchmark::State& state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  const EventLog log = log_of(count);
  for ([[maybe_unused]] auto round : state) {
    TimelineBuilder builder(kCores, nullptr);
    builder.follow(log, count * kStepsAnEvent);
    benchmark::DoNotOptimize(builder.snapshot());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(count));
}
BENCHMARK(follow)->Name("timeline/follow")->Arg(10'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

void ask(benchmark::State& state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  TimelineBuilder builder(kCores, nullptr);
  builder.follow(log_of(count), count * kStepsAnEvent);
  const auto timeline = builder.snapshot();
  Step step = 0;
  for ([[maybe_unused]] auto round : state) {
    step = (step + 7919 * kStepsAnEvent) % timeline->end();
    benchmark::DoNotOptimize(timeline->span_at(1, step));
    benchmark::DoNotOptimize(timeline->time_in(1, LaneState::Handler, step));
  }
}
BENCHMARK(ask)->Name("timeline/ask")->Arg(10'000)->Arg(1'000'000);

}  // namespace

}  // namespace vectorscope::bench
