// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/gets_on.hpp"

#include <gmock/gmock.h>

#include "events_by_hand.hpp"

namespace vectorscope {
namespace {

using namespace by_hand;

struct GetsOnTest : testing::Test {
  GetsOn checker{{.progress = {kWork},
                  .finished = kOther,
                  .handler = {},
                  .busy = {{kBusy}, {}},
                  .cores = 0b11,
                  .patience = 3}};
  Stream events{checker};

  Outcome outcome() { return checker.verdict().outcome; }
  Stream& busy(CoreId core, int times) {
    for (int i = 0; i < times; ++i) events.busy(core);
    return events;
  }
};

TEST_F(GetsOnTest, VainTriesAndASuccessHold) {
  busy(0, 9);
  EXPECT_EQ(outcome(), Outcome::NotExercised);
  events.section(1);
  EXPECT_EQ(outcome(), Outcome::Holds);
}

TEST_F(GetsOnTest, EverybodyInVainViolates) {
  busy(0, 9);
  busy(1, 2);
  EXPECT_FALSE(checker.violated());
  busy(1, 1);
  EXPECT_TRUE(checker.violated());
  EXPECT_EQ(outcome(), Outcome::Violated);
}

TEST_F(GetsOnTest, ASearchSaysWhetherThereIsAWayOut) {
  EXPECT_FALSE(checker.question());
  busy(0, 3);
  busy(1, 3);
  const auto question = checker.question();
  ASSERT_TRUE(question);
  EXPECT_THAT(question->cores, testing::ElementsAre(0, 1));
  EXPECT_THAT(question->done, testing::ElementsAre(kWork));
  checker.answer({{0, Alone::Comes::Back, 412}, {1, Alone::Comes::Back, 398}});
  EXPECT_FALSE(checker.question()) << "once";
  EXPECT_EQ(outcome(), Outcome::Violated);
  EXPECT_THAT(checker.verdict().sentence, testing::HasSubstr("after 412 and 398 instructions"));
  checker.answer({{0, Alone::Comes::Back, 412}, {1, Alone::Comes::Nowhere, 20000}});
  EXPECT_EQ(outcome(), Outcome::Violated) << "as far as one run can show";
  checker.answer({{0, Alone::Comes::Out, 700}});
  EXPECT_FALSE(checker.violated());
  EXPECT_EQ(outcome(), Outcome::NotExercised);
  EXPECT_THAT(checker.verdict().sentence, testing::HasSubstr("there is a way out: core 0"));
}

TEST_F(GetsOnTest, AnySuccessBeginsTheCountAnew) {
  busy(0, 9);
  busy(1, 2).section(0);
  busy(1, 2);
  EXPECT_FALSE(checker.violated());
}

TEST_F(GetsOnTest, WhoHasFinishedOrIsDeadWantsNothing) {
  events.enter(0, kOther);
  busy(1, 3);
  EXPECT_TRUE(checker.violated());

  GetsOn other{{.progress = {kWork},
                .finished = kOther,
                .handler = {},
                .busy = {{kBusy}, {}},
                .cores = 0b11,
                .patience = 1}};
  Stream(other).stop(1).busy(0);
  EXPECT_TRUE(other.violated());
}

TEST_F(GetsOnTest, EverybodyAsleepViolatesUnlessAllHaveFinished) {
  events.enter(0, kOther);
  checker.on_idle(50);
  EXPECT_TRUE(checker.violated());

  GetsOn other{{.progress = {kWork},
                .finished = kOther,
                .handler = {},
                .busy = {{kBusy}, {}},
                .cores = 0b1,
                .patience = 1}};
  Stream(other).enter(0, kOther);
  other.on_idle(50);
  EXPECT_FALSE(other.violated());
}

TEST_F(GetsOnTest, AHandlerThatWaitsForEverHasNotGotOn) {
  GetsOn other{{.progress = {kWork},
                .finished = kOther,
                .handler = {kAsk},
                .busy = {{kBusy}, {}},
                .cores = 0b1,
                .patience = 1000}};
  Stream stream(other);
  stream.enter(0, kAsk).busy(0).section(0).enter(0, kOther);
  EXPECT_EQ(other.verdict().outcome, Outcome::NotExercised) << "somebody may still wake it";
  other.on_idle(50);
  EXPECT_EQ(other.verdict().outcome, Outcome::Violated);

  GetsOn third{{.progress = {kWork},
                .finished = kOther,
                .handler = {kAsk},
                .busy = {{kBusy}, {}},
                .cores = 0b1,
                .patience = 1000}};
  Stream(third).enter(0, kAsk).busy(0).leave(0, kAsk).section(0).enter(0, kOther);
  third.on_idle(50);
  EXPECT_EQ(third.verdict().outcome, Outcome::Holds);
}

}  // namespace
}  // namespace vectorscope
