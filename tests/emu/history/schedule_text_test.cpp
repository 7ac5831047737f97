// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/history/schedule_text.hpp"

#include <gmock/gmock.h>

namespace vectorscope {
namespace {

using namespace decisions;
using testing::HasSubstr;

const std::vector<Decision> kOneOfEach = {Run{0, 120},       RunRound{3, 100, 5000},
                                          Kill{1},           Freeze{2},
                                          Thaw{2},           DropIpi{15},
                                          RaiseIrq{1},       Key{0x1E},
                                          SerialIn{'A'},     Poke{0x101000, 5},
                                          Drain{3},          Poke{~0u, ~0u},
                                          Run{15, ~Step{0}}, RunRound{0, 0, 0},
                                          Key{0xE0},         DelayIpi{3, 5000},
                                          Spurious{15},      FlipBit{4096, 7},
                                          FlipRegister{1, 9, 11}};

TEST(ScheduleText, IsALineThatAPersonCanRead) {
  EXPECT_EQ(print_schedule(kOneOfEach),
            "c0*120 round3:100*5000 kill1 freeze2 thaw2 drop15 irq1 key0x1e serial0x41 "
            "poke0x101000=0x5 drain3 poke0xffffffff=0xffffffff c15*18446744073709551615 round0:0*0 "
            "key0xe0 delay3:5000 spurious15 flip0x1000:7 flipreg1:9:11");
}

TEST(ScheduleText, ReadsWhatItPrints) {
  const auto parsed = parse_schedule(print_schedule(kOneOfEach));
  ASSERT_TRUE(parsed) << parsed.error().text;
  EXPECT_EQ(print_schedule(*parsed), print_schedule(kOneOfEach));
  for (std::size_t i = 0; i < kOneOfEach.size(); ++i)
    EXPECT_EQ(parsed->at(i).index(), kOneOfEach[i].index());
}

TEST(ScheduleText, TakesAnySpaceAndEitherKindOfNumber) {
  const auto parsed = parse_schedule("\n c0*0x10\t\tkey30  poke4096=7\r\n");
  ASSERT_TRUE(parsed) << parsed.error().text;
  EXPECT_EQ(print_schedule(*parsed), "c0*16 key0x1e poke0x1000=0x7");
  EXPECT_TRUE(parse_schedule("").value().empty());
}

TEST(ScheduleText, SaysWhichWordIsNoDecision) {
  for (const char* word : {"c16*1", "c0", "c0*", "c0*-1", "c0*1x", "c*1", "c0*18446744073709551616",
                           "kill", "kill16", "irq16", "key256", "key0x", "serial", "poke1",
                           "poke0x100000000=0", "round0:1", "x", "C0*1", "round0:4294967296*1"}) {
    const auto parsed = parse_schedule(std::string("c0*1 ") + word + " c1*1");
    ASSERT_FALSE(parsed) << word;
    EXPECT_THAT(parsed.error().text, HasSubstr("decision 2, \"" + std::string(word) + "\""));
  }
}

TEST(ScheduleText, AnErrorIsOneLineWhateverTheWord) {
  const auto parsed = parse_schedule(std::string("\033[2J\x01") + std::string(10'000, 'y'));
  ASSERT_FALSE(parsed);
  EXPECT_LT(parsed.error().text.size(), 300u);
  EXPECT_THAT(parsed.error().text, HasSubstr("\"?[2J?yyy"));
}

}  // namespace
}  // namespace vectorscope
