// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/refuge.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

#include "gives_up/gives_up.hpp"

namespace vectorscope {
namespace {

const void* library() { return reinterpret_cast<const void*>(&gives_up); }

TEST(Refuge, WhatEndsWellIsNotNoticed) {
  int done = 0;
  EXPECT_TRUE(Refuge::survives(library(), [&] { ++done; }));
  EXPECT_EQ(done, 1);
}

TEST(Refuge, TheLibrarysAbortLeavesTheBodyWhereItStood) {
  for (int i = 1; i <= 3; ++i) {
    int begun = 0, ended = 0;
    EXPECT_FALSE(Refuge::survives(library(), [&] {
      ++begun;
      gives_up();
      ++ended;
    }));
    EXPECT_EQ(begun, 1);
    EXPECT_EQ(ended, 0);
  }
}

TEST(RefugeDeathTest, AnybodyElsesAbortEndsTheProgram) {
  EXPECT_DEATH(Refuge::survives(library(), [] { std::abort(); }), "");
  EXPECT_DEATH(Refuge::survives(library(), [] { calls_back([] { std::abort(); }); }), "");
}

TEST(RefugeDeathTest, OutsideOfItTheLibrarysAbortEndsTheProgram) {
  EXPECT_TRUE(Refuge::survives(library(), [] {}));
  EXPECT_DEATH(gives_up(), "");
}

}  // namespace
}  // namespace vectorscope
