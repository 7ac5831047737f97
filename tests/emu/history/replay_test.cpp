// SPDX-License-Identifier: GPL-2.0-or-later
// The real kernel, recorded and replayed.
#include "emu/history/replay.hpp"

#include "emu/history/player.hpp"

#include <gmock/gmock.h>

#include "emu/load/bundled.hpp"

namespace vectorscope {
namespace {

using testing::HasSubstr;

std::unique_ptr<Machine> machine_for(Image image, unsigned cores = 4) {
  MachineConfig config;
  config.cores = cores;
  config.cmdline = "lab=demo";
  auto machine = Machine::create(config, std::make_shared<const Image>(std::move(image)));
  EXPECT_TRUE(machine) << machine.error().text;
  return std::move(*machine);
}

/// Two million steps of the demonstration, with keys, a death and odd turns.
Recording recorded() {
  const auto machine = machine_for(bundled_kernel().value());
  machine->apply(decisions::RunRound{0, 100, 1'000'000});
  machine->apply(decisions::Key{0x1E});
  for (CoreId i = 0; i < 40; ++i) {
    machine->apply(decisions::Run{static_cast<CoreId>(i % 4), 7u * i + 1});
    machine->apply(decisions::RunRound{static_cast<CoreId>(i % 4), i + 1u, 10'000});
  }
  machine->apply(decisions::Freeze{2});
  machine->apply(decisions::RunRound{0, 10, 100'000});
  machine->apply(decisions::Thaw{2});
  machine->apply(decisions::Kill{1});
  machine->apply(decisions::RunRound{0, 1000, 500'000});
  machine->apply(decisions::RaiseIrq{1});
  return recording_of(*machine, "demo", {});
}

TEST(Replay, ThroughAFileEndsInTheSameState) {
  const Recording before = recorded();
  EXPECT_GT(before.steps, 1'500'000u);
  const auto recording = parse_recording(write_recording(before));
  ASSERT_TRUE(recording) << recording.error().text;
  const auto machine = start(*recording);
  ASSERT_TRUE(machine) << machine.error().text;
  const auto replayed = replay(**machine, *recording);
  ASSERT_TRUE(replayed) << replayed.error().text;
  const auto same = verify(**machine, *recording);
  EXPECT_TRUE(same) << same.error().text;
}

TEST(Player, PlaysInSlicesOfAnyLengthToTheSameState) {
  const Recording recording = recorded();
  const auto machine = start(recording);
  ASSERT_TRUE(machine) << machine.error().text;
  Player player(**machine, recording);
  for (Step slice = 1; !player.over(); slice = slice * 7 % 4099) {
    const Step before = (*machine)->step();
    player.play(slice);
    ASSERT_LE((*machine)->step() - before, slice);
  }
  const auto same = verify(**machine, recording);
  EXPECT_TRUE(same) << same.error().text;
}

TEST(Player, ARoundUnderTsoDrainsAtTheSamePlaces) {
  MachineConfig config;
  config.cores = 3;
  config.cmdline = "lab=demo";
  config.memory = MemoryModel::Tso;
  auto image = std::make_shared<const Image>(bundled_kernel().value());
  auto original = Machine::create(config, image);
  ASSERT_TRUE(original);
  for (std::uint32_t quantum : {100u, 13u, 1u})
    (*original)->apply(decisions::RunRound{1, quantum, 60'007});
  const auto recording = recording_of(**original, "tso", {});
  const auto machine = start(recording);
  ASSERT_TRUE(machine);
  Player player(**machine, recording);
  for (Step slice = 1; !player.over(); slice = slice * 5 % 1021) player.play(slice);
  const auto same = verify(**machine, recording);
  EXPECT_TRUE(same) << same.error().text;
}

TEST(Replay, StopsAtAnyStepInTheStateThatWasThere) {
  const auto machine = machine_for(bundled_kernel().value());
  std::vector<std::pair<Step, std::uint64_t>> passed;
  for (std::uint32_t i = 0; i < 12; ++i) {
    machine->apply(decisions::RunRound{static_cast<CoreId>(i % 4), i + 1, 30'000});
    passed.emplace_back(machine->step(), machine->hash());
    if (i == 7) machine->apply(decisions::Key{0x1E});
  }
  Recording recording = recording_of(*machine, "demo", {});
  for (const auto& [step, hash] : passed) {
    if (step == passed.at(7).first) continue;  // there the key has been pressed already
    auto again = start(recording).value();
    ASSERT_TRUE(replay(*again, recording, step));
    EXPECT_EQ(again->step(), step);
    EXPECT_EQ(again->hash(), hash) << step;
  }
}

TEST(Replay, StopsInTheMiddleOfADecision) {
  const Recording recording = recorded();
  for (const Step to : {Step{0}, Step{1}, Step{999'999}, Step{1'234'567}}) {
    auto machine = start(recording).value();
    ASSERT_TRUE(replay(*machine, recording, to));
    EXPECT_EQ(machine->step(), to);
    const Recording part = recording_of(*machine, "part", {});
    auto again = start(part).value();
    ASSERT_TRUE(replay(*again, part));
    EXPECT_TRUE(verify(*again, part));
  }
}

TEST(Replay, ToAStepAfterTheEndIsTheEnd) {
  const Recording recording = recorded();
  auto machine = start(recording).value();
  ASSERT_TRUE(replay(*machine, recording, recording.steps + 1));
  EXPECT_TRUE(verify(*machine, recording));
}

TEST(Replay, WatchedFunctionsAreWatchedAgainAndChangeNothing) {
  Recording recording = recorded();
  const Image image = bundled_kernel().value();
  const auto function = std::ranges::find_if(image.symbols.all(), &Symbol::function);
  ASSERT_NE(function, image.symbols.all().end());
  recording.watched = {function->name};
  auto machine = start(recording).value();
  ASSERT_TRUE(replay(*machine, recording));
  EXPECT_TRUE(verify(*machine, recording));
  recording.watched = {"no_such_function"};
  const auto missing = start(recording);
  ASSERT_FALSE(missing);
  EXPECT_THAT(missing.error().text, HasSubstr("no_such_function"));
}

TEST(Replay, AnotherStateIsNoticed) {
  Recording recording = recorded();
  recording.hash ^= 1;
  auto machine = start(recording).value();
  ASSERT_TRUE(replay(*machine, recording));
  const auto same = verify(*machine, recording);
  ASSERT_FALSE(same);
  EXPECT_THAT(same.error().text, HasSubstr("does not end as recorded"));
}

TEST(Replay, ADecisionThatRunsShorterThanRecordedIsNoticed) {
  Recording recording = recorded();
  recording.decisions = {decisions::Run{3, 100}};  // not started yet
  auto machine = start(recording).value();
  const auto replayed = replay(*machine, recording);
  ASSERT_FALSE(replayed);
  EXPECT_THAT(replayed.error().text, HasSubstr("departs from the recording at step 0: c3*100"));
}

TEST(Replay, AFlatImageGoesWhereItWent) {
  // nop; nop; hlt with interrupts off: no core can ever run again.
  auto image = flat_image("boot.bin", {0x90, 0x90, 0xFA, 0xF4}, 0x7C00, 64u << 20);
  const auto machine = machine_for(std::move(*image), 1);
  machine->apply(decisions::Run{0, 3});
  const Recording recording = recording_of(*machine, "flat", {});
  EXPECT_EQ(recording.steps, 3u);
  auto again = start(recording).value();
  ASSERT_TRUE(replay(*again, recording));
  EXPECT_TRUE(verify(*again, recording));
  EXPECT_EQ(again->registers(0).eip, 0x7C03u);
}

TEST(Replay, ModulesAndNamesFromElsewhereComeAgain) {
  auto image = bundled_kernel().value();
  ASSERT_TRUE(add_module(image, {.name = "m", .bytes = {1, 2, 3}}, 64u << 20));
  ASSERT_TRUE(take_symbols(image, image.file));
  const auto machine = machine_for(std::move(image), 1);
  machine->apply(decisions::Run{0, 1000});
  const auto recording =
      parse_recording(write_recording(recording_of(*machine, "with a module", {}))).value();
  auto again = start(recording).value();
  ASSERT_TRUE(replay(*again, recording));
  EXPECT_TRUE(verify(*again, recording));
  EXPECT_EQ(again->image().symbols_file, machine->image().symbols_file);
}

TEST(Start, WithAnUnusableImageIsAnErrorThatNamesIt) {
  Recording recording;
  recording.image_name = "old.elf";
  recording.image_file = {1, 2, 3};
  const auto machine = start(recording);
  ASSERT_FALSE(machine);
  EXPECT_THAT(machine.error().text, testing::StartsWith("old.elf: "));
}

}  // namespace
}  // namespace vectorscope
