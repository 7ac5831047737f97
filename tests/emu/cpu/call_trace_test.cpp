// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/call_trace.hpp"

#include <gtest/gtest.h>

namespace vectorscope {
namespace {

constexpr LinearAddress kF = 0x1000, kG = 0x2000, kBack = 0x500, kBackG = 0x600;

TEST(CallTrace, NestedCallsReturnInTheirOrder) {
  CallTrace trace;
  EXPECT_TRUE(trace.call({kF, kBack, 0x9000}));
  EXPECT_FALSE(trace.call({kF, kBack, 0x9000})) << "known";
  EXPECT_TRUE(trace.call({kF, kBack, 0x8F00})) << "recursion from the same place";
  EXPECT_EQ(trace.returned(kBack, 0x8F04)->esp, 0x8F00u);
  EXPECT_FALSE(trace.returned(kBack, 0x8F04));
  EXPECT_EQ(trace.returned(kBack, 0x9004)->esp, 0x9000u);
}

TEST(CallTrace, OneThreadReturnsWhileAnotherWaitsInTheMiddleOfACall) {
  CallTrace trace;
  trace.call({kF, kBack, 0x9000});   // the interrupted thread,
  trace.call({kG, kBackG, 0x4000});  // the interrupt thread on its own stack: it waits
  EXPECT_EQ(trace.returned(kBack, 0x9004)->function, kF);
  EXPECT_EQ(trace.returned(kBackG, 0x4004)->function, kG);
}

TEST(CallTrace, TheStackTellsTwoThreadsInTheSameFunctionApart) {
  CallTrace trace;
  trace.call({kF, kBack, 0x9000});
  trace.call({kF, kBack, 0x4000});
  EXPECT_EQ(trace.returned(kBack, 0x9004)->esp, 0x9000u);
  EXPECT_EQ(trace.returned(kBack, 0x4004)->esp, 0x4000u);
}

TEST(CallTrace, AFunctionInterruptedAtItsFirstInstructionIsEnteredOnce) {
  CallTrace trace;
  trace.call({kF, kBack, 0x9000});
  trace.enter({33, 0x8FF4, kF});     // comes before its first instruction
  trace.call({kG, kBackG, 0x4000});  // the interrupt's thread: it waits on its own stack
  EXPECT_TRUE(trace.leave(0x8FF4));
  EXPECT_FALSE(trace.call({kF, kBack, 0x9000})) << "known";
  EXPECT_TRUE(trace.call({kF, kBack, 0x9000})) << "begun, left by a jump, and called anew";
}

TEST(CallTrace, ArgumentsMayBePoppedByTheReturn) {
  CallTrace trace;
  trace.call({kF, kBack, 0x9000});
  EXPECT_FALSE(trace.returned(kBack, 0x9000)) << "not yet";
  EXPECT_TRUE(trace.returned(kBack, 0x9010));
}

TEST(CallTrace, ACallThatWasLeftWithoutReturnHindersNobodyAndIsForgotten) {
  CallTrace trace;
  trace.call({kF, kBack, 0x9000});
  trace.call({kG, kBackG, 0x8F00});  // left by a jump
  EXPECT_EQ(trace.returned(kBack, 0x9004)->function, kF);
  trace.call({kF, kBack, 0x8F00});
  EXPECT_FALSE(trace.returned(kBackG, 0x8F04)) << "its place was used again";
}

TEST(CallTrace, AGuestThatNeverReturnsKeepsTheNewestOnly) {
  constexpr LinearAddress kApart = 16;
  CallTrace trace;
  const auto frame_of = [](std::size_t number) {
    return static_cast<LinearAddress>(0x1000000 - number * kApart);
  };
  for (std::size_t number = 0; number <= CallTrace::kMostOpen; ++number) {
    trace.enter({33, frame_of(number), 0});
    trace.call({kF, static_cast<LinearAddress>(kBack + number), frame_of(number) - 4});
  }
  EXPECT_EQ(trace.depth(), CallTrace::kMostOpen);
  EXPECT_FALSE(trace.returned(kBack, frame_of(0))) << "forgotten";
  EXPECT_TRUE(trace.returned(kBack + CallTrace::kMostOpen, frame_of(CallTrace::kMostOpen)));
  EXPECT_FALSE(trace.leave(frame_of(0))) << "forgotten";
  EXPECT_TRUE(trace.leave(frame_of(1)));
  EXPECT_EQ(trace.depth(), 0);
}

TEST(CallTrace, OnlyReturnAddressesOfOpenCallsAreKeptForEver) {
  CallTrace trace;
  trace.call({kF, kBack, 0x9000});
  for (LinearAddress number = 1; number <= 4 * CallTrace::kMostOpen; ++number) {
    trace.call({kG, kBackG + number, 0x8000});
    EXPECT_TRUE(trace.returned(kBackG + number, 0x8004));
  }
  EXPECT_TRUE(trace.is_return(kBack));
  EXPECT_FALSE(trace.is_return(kBackG + 1));
}

}  // namespace
}  // namespace vectorscope
