// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/no_lost_update.hpp"

#include <gmock/gmock.h>

#include "events_by_hand.hpp"

namespace vectorscope {
namespace {

using namespace by_hand;

constexpr LinearAddress kRead = 0x7000, kWrite = 0x8000;

struct NoLostUpdateTest : testing::Test {
  NoLostUpdate checker{{kRead, kWrite, BusyAnswers{{kBusy}, {}}}};
  Stream events{checker};
  void read(CoreId core, std::uint32_t count) {
    events.enter(core, kRead).leave(core, kRead, count);
  }
  void write(CoreId core, std::uint32_t count) {
    events.enter(core, kWrite, count).leave(core, kWrite);
  }
  void update(CoreId core, std::uint32_t from, std::uint32_t to) {
    read(core, from);
    write(core, to);
  }
};

TEST_F(NoLostUpdateTest, OneAfterTheOtherLosesNothing) {
  update(0, 10, 9);
  events.busy(1);
  update(1, 9, 10);
  EXPECT_EQ(checker.verdict().outcome, Outcome::Holds);
  EXPECT_EQ(premise(checker, "updates"), 2u);
}

TEST_F(NoLostUpdateTest, AnUpdateBetweenReadAndWriteIsLost) {
  update(0, 11, 10);
  read(0, 10);
  update(1, 10, 9);
  EXPECT_FALSE(checker.violated());
  write(0, 9);
  EXPECT_TRUE(checker.violated());
  EXPECT_THAT(checker.verdict().sentence,
              testing::HasSubstr("core 0 made 9 of the 10 that it had read, but the count was 9"));
}

TEST_F(NoLostUpdateTest, TwoThatCancelEachOtherAreBothCounted) {
  update(0, 11, 10);
  read(0, 10);
  update(1, 10, 9);
  write(0, 9);  // a -1 is lost,
  read(0, 9);
  update(1, 9, 10);
  write(0, 10);  // and a +1: the count is right again
  EXPECT_EQ(premise(checker, "lost updates"), 2u);
}

TEST_F(NoLostUpdateTest, TwoUpdatesThatMakeUpForEachOtherInBetweenLoseNothing) {
  update(0, 11, 10);
  read(0, 10);
  update(1, 10, 9);
  update(1, 9, 10);
  write(0, 9);
  EXPECT_FALSE(checker.violated());
}

TEST_F(NoLostUpdateTest, WithoutABusyAnswerItWasNotTried) {
  update(0, 10, 9);
  EXPECT_EQ(checker.verdict().outcome, Outcome::NotExercised);
}

TEST_F(NoLostUpdateTest, ACoreThatDiedHasReadNothing) {
  read(0, 10);
  events.stop(0).start(0);
  write(0, 7);  // a recovery puts back what was written down
  EXPECT_EQ(premise(checker, "updates"), 0u);
}

}  // namespace
}  // namespace vectorscope
