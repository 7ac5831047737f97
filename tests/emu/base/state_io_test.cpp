// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/base/state_io.hpp"

#include <array>

#include <gtest/gtest.h>

#include "tests/emu/support/bench.hpp"

namespace vectorscope::test {
namespace {

struct Part {
  bool flag = false;
  std::uint32_t word = 0;
  std::array<std::uint16_t, 3> words{};
  std::vector<std::uint8_t> list;

  void visit(StateVisitor& state) {
    state.field("flag", flag);
    state.field("word", word);
    state.field("words", words);
    state.sequence("list", list);
  }
};

Part sample() { return {true, 0x12345678, {1, 2, 3}, {7, 8, 9}}; }

TEST(StateIo, WhatIsSavedIsLoaded) {
  Part part = sample();
  Part copy;
  ASSERT_TRUE(load(copy, save(part)));
  EXPECT_TRUE(copy.flag);
  EXPECT_EQ(copy.word, part.word);
  EXPECT_EQ(copy.words, part.words);
  EXPECT_EQ(copy.list, part.list);
}

TEST(StateIo, EqualStatesHaveEqualHashes) {
  Part one = sample();
  Part two = sample();
  EXPECT_EQ(hash(one), hash(two));
  two.words[2] = 4;
  EXPECT_NE(hash(one), hash(two));
}

TEST(StateIo, TheHashIsXxh3OfTheSavedBytes) {
  HashVisitor visitor;  // XXH3 64 of nothing, from the xxHash specification
  EXPECT_EQ(visitor.digest(), 0x2D06800538D394C2ULL);
}

TEST(StateIo, AFieldBeyondTheEndIsZeroAndNotOk) {
  Part part = sample();
  const auto saved = save(part);
  for (std::size_t size = 0; size < saved.size(); ++size) {
    Part copy = sample();
    EXPECT_FALSE(load(copy, std::span(saved).first(size))) << size;
  }
  Part copy = sample();
  EXPECT_FALSE(load(copy, std::span(saved).first(3)));
  EXPECT_EQ(copy.word, 0U);
  EXPECT_TRUE(copy.list.empty());
}

TEST(StateIo, AFlagIsZeroOrOneWhateverWasSaved) {
  Part part = sample();
  auto saved = save(part);
  saved[0] = 0x82;
  ASSERT_TRUE(load(part, saved));
  EXPECT_FALSE(part.flag);
}

}  // namespace
}  // namespace vectorscope::test
