// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/cost.hpp"

#include <gtest/gtest.h>

#include "events_by_hand.hpp"

namespace vectorscope {
namespace {

using namespace by_hand;

struct CostTest : testing::Test {
  Cost checker{{kWork}, BusyAnswers{{kBusy}, {}}, {kAsk}};
  Stream events{checker};
  Stream& ipi() {
    return events.add(0, events::IpiSent{1, 0, Delivery::Accepted, Controller::Lapic});
  }
};

TEST_F(CostTest, CountsFromTheFirstSectionOn) {
  ipi();
  events.section(0);  // steps 2, 3
  ipi().busy(1).section(1);
  EXPECT_EQ(premise(checker, "sections"), 2u);
  EXPECT_EQ(premise(checker, "IPIs"), 1u);
  EXPECT_EQ(premise(checker, "vain tries"), 1u);
  EXPECT_EQ(premise(checker, "steps for each"), (8u - 2u) / 2);
  EXPECT_EQ(checker.verdict().outcome, Outcome::Holds);
}

TEST_F(CostTest, AWaitLastsFromTheFirstVainTryToTheSection) {
  events.enter(1, kAsk).leave(1, kAsk).enter(1, kAsk).leave(1, kAsk).section(1);
  EXPECT_EQ(premise(checker, "longest wait in steps"), 5u - 1u);
}

TEST_F(CostTest, WithoutContentionNothingIsCompared) {
  events.section(0).section(1);
  EXPECT_EQ(checker.verdict().outcome, Outcome::NotExercised);
}

}  // namespace
}  // namespace vectorscope
