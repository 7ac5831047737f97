// SPDX-License-Identifier: GPL-2.0-or-later
// The watched array: every write that a viewer should see, however it is made.
#include "guest.hpp"

namespace vectorscope {
namespace {

using namespace testing;

constexpr PhysicalAddress kArray = 0x200000;

std::unique_ptr<Machine> run_watched(const Code& code, PhysicalAddress array = kArray) {
  auto machine = machine_with(code, {.cores = 1, .handlers = HandlersAt{array, 4, 4}});
  machine->apply(decisions::Run{0, 100});
  return machine;
}

TEST(SlotWatch, AStoreAcrossTwoSlotsChangesBoth) {
  const auto machine = run_watched(Code().store(kArray + 2, 0x44332211)({0xF4}));
  const auto swaps = events_of<events::SlotSwap>(*machine);
  ASSERT_EQ(swaps.size(), 2u);
  EXPECT_EQ(swaps[0].slot, 0);
  EXPECT_EQ(swaps[0].now, 0x22110000u);
  EXPECT_EQ(swaps[1].slot, 1);
  EXPECT_EQ(swaps[1].now, 0x4433u);
  EXPECT_EQ(swaps[1].eip, kCode);
}

TEST(SlotWatch, AByteStoreIsOneSwapAtTheStepOfItsInstruction) {
  const auto machine =
      run_watched(Code()({0x90, 0xC6, 0x05}).dword(kArray + 5)({0xAB, 0x90, 0xF4}));
  const auto swaps = events_of<events::SlotSwap>(*machine);
  ASSERT_EQ(swaps.size(), 1u);
  EXPECT_EQ(swaps[0].slot, 1);
  EXPECT_EQ(swaps[0].now, 0xAB00u);
  for (const auto& event : machine->log()) {
    if (std::holds_alternative<events::SlotSwap>(event.body)) { EXPECT_EQ(event.step, 1u); }
  }
}

// lock=swap: xchg puts the same busy handler where one is already.
TEST(SlotWatch, AnEqualStoreIsSeenButIsNoSwap) {
  const auto machine =
      run_watched(Code().store(kArray + 8, 7).eax(7)({0x87, 0x05}).dword(kArray + 8)({0xF4}));
  EXPECT_EQ(events_of<events::SlotSwap>(*machine).size(), 1u);
  const auto again = events_of<events::SlotRewritten>(*machine);
  ASSERT_EQ(again.size(), 1u);
  EXPECT_EQ(again[0].slot, 2);
  EXPECT_EQ(again[0].value, 7u);
}

TEST(SlotWatch, AnArrayBesideCodeIsWatchedToo) {
  const auto machine = run_watched(Code().store(kCode + 0x100, 9)({0xF4}), kCode + 0x100);
  const auto swaps = events_of<events::SlotSwap>(*machine);
  ASSERT_EQ(swaps.size(), 1u);
  EXPECT_EQ(swaps[0].now, 9u);
}

}  // namespace
}  // namespace vectorscope
