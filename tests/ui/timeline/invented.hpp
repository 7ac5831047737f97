// SPDX-License-Identifier: GPL-2.0-or-later
// A small timeline for tests, with something of everything.
#pragma once
#include <memory>
#include <random>

#include "emu/load/image.hpp"
#include "emu/trace/timeline.hpp"

namespace vectorscope {

inline std::shared_ptr<const Timeline> timeline_of(const EventLog& log, unsigned cores, Step end) {
  TimelineBuilder builder(cores, std::make_shared<Symbols>(std::vector<Symbol>{
                                     {0x1000, 256, true, "pmm_alloc_normal"},
                                     {0x1100, 256, true, "pmm_alloc_busy"}}));
  builder.follow(log, end);
  return builder.snapshot();
}

/// Four cores, 1000 steps. Core 0 is in handler 0x80 from 200 to 400, swaps at
/// 200; core 1 gets an IPI at 650 that core 0 sent at 600; core 3 dies at 700.
inline EventLog invented_log() {
  using namespace events;
  EventLog log;
  for (CoreId core = 0; core < 4; ++core) log.append({0, core, CoreStarted{0x2000}});
  log.append({200, 0, SlotSwap{0x80, 0x1000, 0x1100, 0x2000}});
  log.append({200, 0, InterruptEntry{0x80, Cause::Software, 1, 0x2000, 0x1000}});
  log.append({300, 1, InterruptEntry{0x80, Cause::Software, 1, 0x2000, 0x1100}});
  log.append({350, 1, InterruptExit{0x80, 0, 0xFFFFFFFF}});
  log.append({400, 0, InterruptExit{0x80, 0, 0}});
  log.append({600, 0, IpiSent{1, 0xF1, Delivery::Accepted, Controller::IpiBus}});
  log.append({650, 1, IpiReceived{0, 0xF1}});
  log.append({700, 3, CoreStopped{Stop::Killed, 0x2000}});
  return log;
}

inline std::shared_ptr<const Timeline> invented() { return timeline_of(invented_log(), 4, 1000); }

/// Core 0 changes state every `period` steps.
inline std::shared_ptr<const Timeline> flickering(Step end, Step period) {
  EventLog log;
  for (Step step = 0; step < end; step += period)
    log.append({step, 0, step / period % 2 ? EventBody(events::CoreHalted{true})
                                           : EventBody(events::CoreStarted{})});
  return timeline_of(log, 1, end);
}

}  // namespace vectorscope
