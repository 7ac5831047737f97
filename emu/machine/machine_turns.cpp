// SPDX-License-Identifier: GPL-2.0-or-later
// The machine from within: whose turn it is, how long it lasts, and how time passes while
// every core is halted.
#include "emu/machine/machine_impl.hpp"

#include <algorithm>

namespace vectorscope {
namespace {

// With every core halted time goes from deadline to deadline until one wakes a
// core; a guest that masked them all would otherwise keep the host busy.
constexpr int kIdleJumps = 10'000;

}  // namespace

Applied Machine::Impl::take(const decisions::Run& run) {
  if (run.core >= cores.size()) return {0, Ended::CannotRun};
  const Step end = clock.step + run.steps;
  if (run.steps == 0) {
    boundary();
    if (cores[run.core]->can_run() && !board.debug.exited()) cores[run.core]->accept();
  }
  while (clock.step < end && !interrupted()) {
    boundary();
    if (!cores[run.core]->can_run()) break;
    clock.fence = 0;  // the turn is not passed on
    clock.limit = std::min(end, deadline_);
    cores[run.core]->resume();
  }
  boundary();
  if (clock.step < end && !interrupted() && any_can_run()) return {0, Ended::CannotRun};
  return {0, ended()};
}

Applied Machine::Impl::take(const decisions::RunRound& round) {
  const Step begin = clock.step, end = begin + round.steps;
  clock.quantum = std::max<Step>(round.quantum, 1);
  clock.turn_of = static_cast<CoreId>((round.first + cores.size() - 1) % cores.size());
  clock.turn_end = begin;
  while (clock.step < end && !interrupted()) {
    boundary();
    const Step fence = std::min(end, deadline_);
    clock.fence = fence;
    if (clock.step >= clock.turn_end || !cores[clock.turn_of]->can_run()) {
      drain_all();
      if (!any_can_run() && clock.step > begin) pass_idle_time();
      const auto next = next_runnable(clock.turn_of + 1u);
      if (next == kNoCore) break;
      clock.begin_turn(next, std::min(end, clock.step + clock.quantum));
    }
    clock.limit = std::min(clock.turn_end, fence);
    // Under TSO each turn ends here, to drain.
    if (config.memory == MemoryModel::Tso) clock.fence = 0;
    else arrange_followers();
    cores[clock.turn_of]->resume();
  }
  clock.fence = 0;
  drain_all();
  boundary();
  return {0, ended()};
}

void Machine::Impl::drain_all() {
  for (auto& core : cores)
    while (core->drain()) {}
}

/// While nothing disturbs, who can run stays the same.
void Machine::Impl::arrange_followers() {
  for (unsigned core = 0; core < cores.size(); ++core) {
    const auto next = next_runnable(core + 1);
    clock.follower[core] = next == kNoCore ? cores[core].get() : cores[next].get();
  }
}

CoreId Machine::Impl::next_runnable(unsigned from) const {
  CoreId core = from < cores.size() ? from : 0;
  for (std::size_t tried = 0; tried < cores.size(); ++tried) {
    if (cores[core]->can_run()) return core;
    if (++core == cores.size()) core = 0;
  }
  return kNoCore;
}

bool Machine::Impl::any_can_run() const {
  return std::any_of(cores.begin(), cores.end(), [](const auto& core) { return core->can_run(); });
}

Ended Machine::Impl::ended() const {
  if (board.debug.exited()) return Ended::GuestExited;
  if (asked_) return Ended::Asked;
  if (any_can_run()) return Ended::Done;
  // A halted core with interrupts on, or a frozen one, may still be woken.
  bool hope = false;
  for (CoreId core = 0; core < core_count(); ++core)
    hope = hope || may_wake(core) || cores[core]->status() == CoreStatus::Frozen;
  return hope ? Ended::Idle : Ended::Over;
}

/// Halted with interrupts on, or where the I/O APIC may send an NMI.
bool Machine::Impl::may_wake(CoreId core) const {
  return cores[core]->status() == CoreStatus::Halted &&
         (board.ioapic.may_send_nmi() ||
          (cores[core]->registers().eflags & eflags::kInterrupt) != 0);
}

void Machine::Impl::pass_idle_time() {
  if (idled_) return;
  boundary();
  bool any_waits = false;
  for (CoreId core = 0; core < core_count(); ++core) any_waits = any_waits || may_wake(core);
  for (int jumps = 0; any_waits && jumps < kIdleJumps && !any_can_run(); ++jumps) {
    const auto deadline = board.next_deadline();
    if (deadline == kNever) return;
    time_.jump(clock.step, deadline);
    board.advance(now());
    deadline_known_ = false;
    boundary();
  }
  idled_ = !any_can_run();
}

}  // namespace vectorscope
