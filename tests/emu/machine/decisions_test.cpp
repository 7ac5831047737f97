// SPDX-License-Identifier: GPL-2.0-or-later
// The one door: what is decided, what is recorded, and that nothing else counts.
#include "guest.hpp"

namespace vectorscope {
namespace {

using namespace testing;

constexpr Step kPastTheBoot = 400'000;

std::uint64_t hash_after(const std::vector<Decision>& decisions, const std::string& cmdline = "") {
  auto machine = machine_with_kernel(cmdline, 4);
  for (const auto& decision : decisions) machine->apply(decision);
  return machine->hash();
}

TEST(Decisions, TheSameDecisionsGiveTheSameHash) {
  const std::vector<Decision> run = {decisions::RunRound{0, 1, kPastTheBoot}};
  EXPECT_EQ(hash_after(run), hash_after(run));
}

TEST(Decisions, OneStepMoreGivesAnotherHash) {
  EXPECT_NE(hash_after({decisions::RunRound{0, 1, 1000}}), hash_after({decisions::RunRound{0, 1, 1001}}));
}

TEST(Decisions, ARoundEqualsItsTurnsTakenOneByOne) {
  auto machine = machine_with_kernel("", 4);
  machine->apply(decisions::RunRound{0, 1, kPastTheBoot});
  for (int round = 0; round < 5'000; ++round)
    for (CoreId core = 0; core < 4; ++core) machine->apply(decisions::Run{core, 1});

  auto other = machine_with_kernel("", 4);
  other->apply(decisions::RunRound{0, 1, kPastTheBoot});
  other->apply(decisions::RunRound{0, 1, 20'000});
  EXPECT_EQ(machine->step(), other->step());
  EXPECT_EQ(machine->hash(), other->hash());
}

TEST(Decisions, CuttingARunIntoPiecesChangesNothing) {
  auto whole = machine_with_kernel("", 4);
  whole->apply(decisions::RunRound{0, 1, kPastTheBoot});
  auto pieces = machine_with_kernel("", 4);
  pieces->apply(decisions::RunRound{0, 1, kPastTheBoot});
  whole->apply(decisions::Run{1, 50'000});
  for (int i = 0; i < 50; ++i) {
    pieces->apply(decisions::Run{1, 1'000});
    (void)pieces->hash();  // looking takes the core out of its engine and changes nothing
  }
  EXPECT_EQ(whole->hash(), pieces->hash());
}

TEST(Decisions, WhatWasRecordedReplaysToTheSameHash) {
  auto machine = machine_with_kernel("", 4);
  int swaps = 0;
  machine->set_watcher([&](const Event& event) {
    return std::holds_alternative<events::SlotSwap>(event.body) && ++swaps % 300 == 299;
  });
  for (int i = 0; i < 20; ++i) machine->apply(decisions::RunRound{0, 7, 100'000});
  machine->apply(decisions::Key{0x1E});
  machine->apply(decisions::Run{2, 5'000});
  machine->apply(decisions::Kill{2});
  machine->apply(decisions::Freeze{1});
  machine->apply(decisions::RunRound{0, 3, 50'000});
  machine->apply(decisions::Thaw{1});
  machine->apply(decisions::RunRound{0, 3, 50'000});
  EXPECT_EQ(hash_after(machine->decisions()), machine->hash());
}

TEST(Decisions, AKilledCoreExecutesNothingMore) {
  auto machine = machine_with_kernel("", 4);
  machine->apply(decisions::RunRound{0, 1, kPastTheBoot});
  machine->apply(decisions::Kill{3});
  const auto steps = machine->core_steps(3);
  EXPECT_EQ(machine->apply(decisions::Run{3, 10}).ended, Ended::CannotRun);
  machine->apply(decisions::RunRound{0, 1, 10'000});
  EXPECT_EQ(machine->core_steps(3), steps);
  EXPECT_EQ(machine->status(3), CoreStatus::Dead);
}

TEST(Decisions, AFrozenCoreGoesOnWhereItWas) {
  auto machine = machine_with_kernel("", 4);
  machine->apply(decisions::RunRound{0, 1, kPastTheBoot});
  const auto before = machine->registers(1).eip;
  machine->apply(decisions::Freeze{1});
  machine->apply(decisions::RunRound{0, 1, 10'000});
  EXPECT_EQ(machine->registers(1).eip, before);
  machine->apply(decisions::Thaw{1});
  EXPECT_EQ(machine->apply(decisions::Run{1, 10}).steps, 10u);
}

TEST(Decisions, AWatcherStopsTheMachineBeforeTheNextInstruction) {
  auto machine = machine_with_kernel("", 4);
  Step at = 0;
  machine->set_watcher([&](const Event& event) {
    const auto* swap = std::get_if<events::SlotSwap>(&event.body);
    if (!swap || swap->was == 0) return false;
    at = event.step;
    return true;
  });
  EXPECT_EQ(machine->apply(decisions::RunRound{0, 1, 10'000'000}).ended, Ended::Asked);
  EXPECT_EQ(machine->step(), at + 1);  // the swap is done, the next instruction not begun
}

TEST(Decisions, BadConfigurationsAreRefusedInOneLine) {
  const Code code = Code()({0xF4});
  auto refused = [&](MachineConfig config) {
    auto made = Machine::create(config, std::make_shared<const Image>(image_of(code)));
    return !made && !made.error().text.empty() && made.error().text.find('\n') == std::string::npos;
  };
  EXPECT_TRUE(refused({.cores = 0}));
  EXPECT_TRUE(refused({.cores = 17}));
  EXPECT_TRUE(refused({.ram_mb = 15}));
  EXPECT_TRUE(refused({.ram_mb = 1025}));
  EXPECT_TRUE(refused({.handlers = HandlersAt{0x3FFFFFC, 256, 4}}));
}

/// What its own decisions make of a new machine with the same guest.
std::uint64_t hash_of_replay(const Machine& machine, const Code& code) {
  auto other = machine_with(code, machine.config());
  for (const auto& decision : machine.decisions()) {
    (void)other->hash();
    other->apply(decision);
  }
  return other->hash();
}

/// STI; JMP $ after the master PIC is told to let IRQ 1 through; no IDT.
Code waits_for_a_key() {
  Code code;
  for (int value : {0x11, 0x120, 0x104, 0x101, 0x1FD})
    code({0xB0, value & 0xFF, 0xE6, 0x20 + (value >> 8)});
  return code({0xFB, 0xEB, 0xFE});
}

TEST(Decisions, AnInterruptThatKillsTheCoreIsReplayed) {
  const auto code = waits_for_a_key();
  auto machine = machine_with(code);
  machine->apply(decisions::Run{0, 100});
  machine->apply(decisions::RaiseIrq{1});
  machine->apply(decisions::RunRound{0, 1, 100});
  EXPECT_EQ(machine->status(0), CoreStatus::Dead);
  EXPECT_EQ(machine->hash(), hash_of_replay(*machine, code));
}

TEST(Decisions, IdleTimePassesOnceADecision) {
  Code code;  // PIT mode 2, period 2; HLT with interrupts off
  code({0xB0, 0x34, 0xE6, 0x43, 0xB0, 0x02, 0xE6, 0x40, 0xB0, 0x00, 0xE6, 0x40, 0xF4});
  auto machine = machine_with(code);
  machine->apply(decisions::RunRound{0, 1, 100});
  EXPECT_EQ(machine->hash(), hash_of_replay(*machine, code));
}

TEST(Decisions, HaltedWithInterruptsOffNoTimeIsSpentOnTimers) {
  Code code;  // PIT mode 2, period 2, IRQ 0 unmasked; CLI; HLT
  code({0xB0, 0x00, 0xE6, 0x21, 0xB0, 0x34, 0xE6, 0x43, 0xB0, 0x02, 0xE6, 0x40, 0xB0, 0x00,
        0xE6, 0x40, 0xFA, 0xF4});
  auto machine = machine_with(code);
  EXPECT_EQ(machine->apply(decisions::RunRound{0, 1, 100}).ended, Ended::Over);
  EXPECT_LT(machine->log().size(), 10u);
}

TEST(Decisions, EveryFaultIsRecordedAndReplays) {
  auto machine = machine_with_kernel("", 4);
  machine->apply(decisions::RunRound{0, 1, kPastTheBoot});
  const std::vector<Decision> faults = {
      decisions::DropIpi{1},       decisions::DelayIpi{2, 5'000},  decisions::Spurious{7},
      decisions::Spurious{15},     decisions::RaiseIrq{3},         decisions::SerialIn{'x'},
      decisions::FlipBit{5000, 7}, decisions::FlipRegister{1, 3, 31}, decisions::Freeze{2},
      decisions::Thaw{2},          decisions::Poke{0x300000, 7},   decisions::Kill{3}};
  for (const auto& fault : faults) {
    const auto events = machine->log().size();
    machine->apply(fault);
    EXPECT_GT(machine->log().size(), events) << "not on the timeline: " << fault.index();
    machine->apply(decisions::RunRound{0, 3, 20'000});
  }
  EXPECT_EQ(hash_after(machine->decisions()), machine->hash());
}

TEST(Decisions, AFlippedBitIsOneBit) {
  auto machine = machine_with(Code()({0x90, 0x90, 0x90, 0x90}));
  const auto before = machine->registers(0);
  machine->apply(decisions::FlipRegister{0, 0, 31});
  machine->apply(decisions::FlipRegister{0, 9, 10});  // EFLAGS.DF
  EXPECT_EQ(machine->registers(0).eax, before.eax ^ 0x80000000u);
  EXPECT_EQ(machine->registers(0).eflags, before.eflags ^ 0x400u);
  machine->apply(decisions::FlipBit{kCode, 0});
  EXPECT_EQ(machine->ram()[kCode], 0x91);
  machine->apply(decisions::Run{0, 1});  // XCHG EAX, ECX
  EXPECT_EQ(machine->registers(0).ecx, before.eax ^ 0x80000000u);
}

TEST(Decisions, FaultsThatCannotBeAreNotTaken) {
  auto machine = machine_with(Code()({0xF4}));
  const std::vector<Decision> impossible = {
      decisions::DelayIpi{1, 5},         decisions::Spurious{3},
      decisions::FlipBit{64u << 20, 0},  decisions::FlipBit{0, 8},
      decisions::FlipRegister{0, 10, 0}, decisions::FlipRegister{0, 9, 12}};
  for (const auto& fault : impossible)
    EXPECT_EQ(machine->apply(fault).ended, Ended::CannotRun) << fault.index();
}

TEST(Decisions, AStopAtTheEntryToAHandlerIsReplayed) {
  auto machine = machine_with_kernel("", 4);
  int entries = 0;
  machine->set_watcher([&](const Event& event) {
    const auto* entry = std::get_if<events::InterruptEntry>(&event.body);
    return entry && entry->cause == Cause::Pic && ++entries > 0;
  });
  machine->apply(decisions::RunRound{0, 7, kPastTheBoot});
  machine->apply(decisions::Key{0x1E});
  EXPECT_EQ(machine->apply(decisions::RunRound{0, 7, 100'000}).ended, Ended::Asked);
  ASSERT_EQ(entries, 1);
  auto other = machine_with_kernel("", 4);
  for (const auto& decision : machine->decisions()) other->apply(decision);
  EXPECT_EQ(machine->hash(), other->hash());
}

}  // namespace
}  // namespace vectorscope
