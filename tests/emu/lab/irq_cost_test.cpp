// SPDX-License-Identifier: GPL-2.0-or-later
// What an IRQ costs before its handler begins and after it has ended, by irq=:
// instructions, branches, memory references and port accesses, counted one
// instruction at a time. The table of kernel/README.md is what this prints.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "emu/cpu/disassembler.hpp"
#include "emu/load/bundled.hpp"
#include "emu/machine/machine.hpp"

namespace vectorscope {
namespace {

struct Cost {
  unsigned instructions = 0, branches = 0, memory = 0, ports = 0;
};

/// A memory operand counts once, also when it is read and written; of the stack
/// every word counts.
unsigned memory_references(const Instruction& one) {
  const auto& name = one.mnemonic;
  if (name.starts_with("pushal") || name.starts_with("popal") || name.starts_with("pushad") ||
      name.starts_with("popad"))
    return 8;
  if (name.starts_with("iret")) return 3;
  const bool stack = name.starts_with("push") || name.starts_with("pop") ||
                     name.starts_with("call") || name.starts_with("ret");
  const bool operand = one.operands.find('[') != std::string::npos && !name.starts_with("lea") &&
                       !name.starts_with("nop");
  return (stack ? 1 : 0) + (operand ? 1 : 0);
}

bool is_branch(const std::string& name) {
  return name.starts_with('j') || name.starts_with("call") || name.starts_with("ret") ||
         name.starts_with("iret");
}

class Stepper {
 public:
  explicit Stepper(const std::string& irq) {
    MachineConfig config;
    config.cores = 1;
    config.cmdline = "lab=kernel-lock-abba irq=" + irq;
    auto image = std::make_shared<const Image>(std::move(*bundled_kernel()));
    const auto at = [&](const char* name) { return image->symbols.named(name)->address; };
    handler_ = at("device_irq");
    free_ = at("klock_leave");
    machine_ = std::move(*Machine::create(config, image));
    machine_->watch_functions({handler_, free_});
    machine_->set_watcher([this](const Event& event) { return see(event); });
  }

  /// Runs until nobody holds a lock, raises the IRQ, and counts.
  std::pair<Cost, Cost> entry_and_exit() {
    machine_->apply(decisions::Run{0, 10'000'000});
    EXPECT_TRUE(unlocked_);
    for (int time = 0; time < 2; ++time) {  // the first makes the thread's stack
      phase_ = Phase::Before;
      entry_ = exit_ = {};
      off_ = longest_off_ = 0;
      machine_->apply(decisions::RaiseIrq{5});
      for (int steps = 0; phase_ != Phase::Left && steps < 10'000; ++steps) step();
      EXPECT_EQ(phase_, Phase::Left);
    }
    return {entry_, exit_};
  }

  /// The longest row of instructions with interrupts off, handler included.
  [[nodiscard]] unsigned longest_off() const { return longest_off_; }

 private:
  enum class Phase { Before, Entering, Handler, Leaving, Left };

  // The IRET belongs to the way out although its event comes before it.
  void step() {
    const auto eip = machine_->registers(0).eip;
    const auto code = machine_->read_linear(0, eip, 15);
    const auto before = phase_;
    machine_->apply(decisions::Run{0, 1});
    const auto phase = before == Phase::Before ? phase_ : before;
    if (phase == Phase::Entering && phase_ == Phase::Entering) count(entry_, eip, code);
    if (before == Phase::Leaving) count(exit_, eip, code);
    off_ = machine_->interrupts_enabled(0) ? 0 : off_ + 1;
    longest_off_ = std::max(longest_off_, off_);
  }

  void count(Cost& cost, LinearAddress eip, const std::vector<std::uint8_t>& code) {
    const auto one = disassembler_.decode(eip, code).front();
    ++cost.instructions;
    cost.branches += is_branch(one.mnemonic) ? 1 : 0;
    cost.memory += memory_references(one);
    cost.ports += one.mnemonic == "in" || one.mnemonic == "out" ? 1 : 0;
  }

  bool see(const Event& event) {
    const auto* enter = std::get_if<events::FunctionEnter>(&event.body);
    const auto* leave = std::get_if<events::FunctionExit>(&event.body);
    const auto* entry = std::get_if<events::InterruptEntry>(&event.body);
    const auto* exit = std::get_if<events::InterruptExit>(&event.body);
    if (entry && entry->vector == 0x25) phase_ = Phase::Entering;
    if (enter && enter->address == handler_) phase_ = Phase::Handler;
    if (leave && leave->address == handler_) phase_ = Phase::Leaving;
    if (exit && exit->vector == 0x25) phase_ = Phase::Left;
    const bool first = leave && leave->address == free_ && !unlocked_;
    if (first) unlocked_ = true;
    return first;
  }

  std::unique_ptr<Machine> machine_;
  Disassembler disassembler_;
  LinearAddress handler_ = 0, free_ = 0;
  Phase phase_ = Phase::Before;
  bool unlocked_ = false;
  Cost entry_, exit_;
  unsigned off_ = 0, longest_off_ = 0;
};

void print(const std::string& irq, const char* way, const Cost& cost) {
  fmt::print("| {} | {} | {} | {} | {} | {} |\n", irq, way, cost.instructions, cost.branches,
             cost.memory, cost.ports);
}

TEST(IrqCost, AThreadCostsMoreThanTheInterruptedStackAndLevelsCostNothingWhereNoneIsRaised) {
  std::map<std::string, std::pair<Cost, Cost>> costs;
  std::map<std::string, unsigned> off;
  for (const std::string irq : {"onstack", "spl", "spl-lazy", "thread"}) {
    Stepper stepper(irq);
    costs[irq] = stepper.entry_and_exit();
    off[irq] = stepper.longest_off();
    print(irq, "entry", costs[irq].first);
    print(irq, "exit", costs[irq].second);
    EXPECT_GT(costs[irq].first.instructions, 10u) << irq;
    EXPECT_GT(costs[irq].second.instructions, 10u) << irq;
  }
  for (const auto& [irq, longest] : off)
    fmt::print("{}: {} instructions with interrupts off\n", irq, longest);
  EXPECT_LT(off["thread"], off["onstack"]) << "a thread's handler runs with interrupts on";
  const auto& stack = costs["onstack"];
  const auto& thread = costs["thread"];
  EXPECT_GT(thread.first.instructions, stack.first.instructions);
  EXPECT_GT(thread.first.memory, stack.first.memory);
  EXPECT_GT(thread.second.memory, stack.second.memory);
  EXPECT_GT(thread.first.ports, stack.first.ports) << "its IRQ is blocked and ended at once";
  EXPECT_EQ(costs["spl"].first.ports, stack.first.ports);
}

}  // namespace
}  // namespace vectorscope
