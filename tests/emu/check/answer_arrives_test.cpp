// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/answer_arrives.hpp"

#include <gtest/gtest.h>

#include "events_by_hand.hpp"

namespace vectorscope {
namespace {

using namespace by_hand;

struct AnswerArrivesTest : testing::Test {
  AnswerArrives checker{{kWork}, BusyAnswers{{kBusy}, {}}};
  Stream events{checker};

  Outcome outcome() { return checker.verdict().outcome; }
  Stream& begin(CoreId core) {
    return events.add(core, events::InterruptEntry{0x80, Cause::Software, 1, 0, 0});
  }
  Stream& end(CoreId core, std::uint32_t eax) {
    return events.add(core, events::InterruptExit{0x80, 0, eax});
  }
  void refused(CoreId core, std::uint32_t eax) {
    begin(core).busy(core);
    end(core, eax);
  }
  void given(CoreId core, std::uint32_t page, std::uint32_t eax) {
    begin(core).section(core, page);
    end(core, eax);
  }
};

TEST_F(AnswerArrivesTest, ARefusalAndAResultInEaxHold) {
  refused(0, 0xFFFF'FFFF);
  EXPECT_EQ(outcome(), Outcome::NotExercised);
  given(1, 0x5000, 0x5000);
  EXPECT_EQ(outcome(), Outcome::Holds);
  EXPECT_EQ(premise(checker, "busy answers given"), 1u);
  EXPECT_EQ(premise(checker, "results given"), 1u);
}

TEST_F(AnswerArrivesTest, ACoreThatHoldsTheLockItselfIsRefusedWithMinusTwo) {
  refused(0, 0xFFFF'FFFE);
  given(0, 0x5000, 0x5000);
  EXPECT_EQ(outcome(), Outcome::Holds);
}

TEST_F(AnswerArrivesTest, EaxAsItWasAfterARefusalViolates) {
  refused(0, 0);
  EXPECT_EQ(outcome(), Outcome::Violated);
  EXPECT_EQ(checker.verdict().sentence,
            "at step 4 core 0 came back with 0x0 in EAX; the handler had answered busy");
}

TEST_F(AnswerArrivesTest, AnotherPageThanTheOneFoundViolates) {
  given(2, 0x5000, 0x6000);
  EXPECT_EQ(outcome(), Outcome::Violated);
}

TEST_F(AnswerArrivesTest, AnInterruptThatAsksNothingSaysNothing) {
  begin(0);
  end(0, 7);
  EXPECT_EQ(outcome(), Outcome::NotExercised);
}

TEST_F(AnswerArrivesTest, AnAnswerBelongsToTheInnermostInterruptOfItsCore) {
  begin(0);
  begin(1);
  begin(0).busy(0);
  end(0, 0xFFFF'FFFF);
  end(0, 0);  // the outer one was told nothing
  end(1, 0);
  EXPECT_NE(outcome(), Outcome::Violated);
  EXPECT_EQ(premise(checker, "busy answers given"), 1u);
}

}  // namespace
}  // namespace vectorscope
