// SPDX-License-Identifier: GPL-2.0-or-later
// The guest's page tables by hand (SDM 3A, 4.3 and 4.4); the engine's own walk
// and QEMU's are compared in tests/guest/cpu/paging_*.c.
#include "emu/cpu/page_walk.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace vectorscope {
namespace {

constexpr std::uint32_t kOn = 0x80000001, kPse = 0x10, kPae = 0x20;

class PageWalk : public ::testing::Test {
 protected:
  void entry64(PhysicalAddress at, std::uint64_t value) {
    store32(ram_, at, static_cast<std::uint32_t>(value));
    store32(ram_, at + 4, static_cast<std::uint32_t>(value >> 32));
  }
  std::vector<std::uint8_t> ram_ = std::vector<std::uint8_t>(1 << 20);
};

TEST_F(PageWalk, WithoutPseTheBitForLargePagesMeansNothing) {
  store32(ram_, 0x1000, 0x2000 | 0x87);
  store32(ram_, 0x2000 + 4 * 5, 0x3000 | 7);
  EXPECT_EQ(peek_walk(ram_, {kOn, 0x1000, 0}, 0x5123), 0x3123u);
  EXPECT_EQ(peek_walk(ram_, {kOn, 0x1000, kPse}, 0x5123), 0x5123u);
}

TEST_F(PageWalk, PaeHasFourDirectoriesAndPagesOfTwoMegabytes) {
  entry64(0x1020 + 8 * 1, 0x2000 | 1);
  entry64(0x2000 + 8 * 3, 0x200000 | 0x87);
  entry64(0x2000 + 8 * 4, 0x3000 | 7);
  entry64(0x3000 + 8 * 6, 0x5000 | 7);
  const Paging paging{kOn, 0x1020, kPae};
  EXPECT_EQ(peek_walk(ram_, paging, 0x40000000 + 3 * 0x200000 + 0x12345), 0x212345u);
  EXPECT_EQ(peek_walk(ram_, paging, 0x40000000 + 4 * 0x200000 + 0x6789), 0x5789u);
  EXPECT_EQ(peek_walk(ram_, paging, 0x40000000), std::nullopt);
  EXPECT_EQ(peek_walk(ram_, paging, 0), std::nullopt);
}

TEST_F(PageWalk, WhatLiesBeyondFourGigabytesIsNowhere) {
  entry64(0x1000, 0x2000 | 1);
  entry64(0x2000, 0x100000000 | 0x87);
  EXPECT_EQ(peek_walk(ram_, {kOn, 0x1000, kPae}, 0x123), 0xFFFFFFFFu);
}

TEST_F(PageWalk, ARefusedAccessMarksNothing) {
  entry64(0x1000, 0x2000 | 1);
  entry64(0x2000, 0x3000 | 7);
  entry64(0x3000, 0x4000 | 5);
  const Paging paging{kOn, 0x1000, kPae};
  EXPECT_THROW(walk(ram_, paging, 0, Purpose::Write, true), Fault);
  EXPECT_EQ(load32(ram_, 0x3000), 0x4005u);
  EXPECT_EQ(walk(ram_, paging, 0x10, Purpose::Read, true), 0x4010u);
  EXPECT_EQ(load32(ram_, 0x2000), 0x3027u);
  EXPECT_EQ(load32(ram_, 0x3000), 0x4025u);
}

}  // namespace
}  // namespace vectorscope
