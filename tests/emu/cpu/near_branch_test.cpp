// SPDX-License-Identifier: GPL-2.0-or-later
// Where near branches go, by SDM 2A, Jcc (its table of conditions), JMP, LOOP.
#include "emu/cpu/near_branch.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <vector>

#include "emu/cpu/registers.hpp"

namespace vectorscope {
namespace {

constexpr std::uint32_t kNext = 0x1000;

std::optional<std::uint32_t> target(std::initializer_list<std::uint8_t> bytes,
                                    std::uint32_t flags = 0, std::uint32_t ecx = 0) {
  const std::vector<std::uint8_t> whole(bytes);
  return near_target(split_prefixes(whole), {true, true, {0, ecx, 0, 0x2000}}, kNext, flags, 0x3000);
}

TEST(NearBranch, EachConditionIsTheOneThatTheManualNames) {
  using namespace eflags;
  const std::vector<std::vector<std::uint32_t>> taken = {
      {kOverflow}, {0}, {kCarry}, {0}, {kZero}, {0}, {kCarry, kZero}, {0},
      {kSign}, {0}, {kParity}, {0}, {kSign, kOverflow}, {0, kSign | kOverflow},
      {kZero, kSign, kOverflow}, {0, kSign | kOverflow}};
  const std::vector<std::vector<std::uint32_t>> passed = {
      {0}, {kOverflow}, {0}, {kCarry}, {0}, {kZero}, {0}, {kCarry, kZero},
      {0}, {kSign}, {0}, {kParity}, {0, kSign | kOverflow}, {kSign, kOverflow},
      {0, kSign | kOverflow}, {kZero, kSign, kOverflow}};
  for (std::uint8_t condition = 0; condition < 16; ++condition) {
    const auto opcode = static_cast<std::uint8_t>(0x70 + condition);
    for (const auto flags : taken[condition])
      EXPECT_EQ(target({opcode, 0xF0}, flags), kNext - 16) << int{condition} << " with " << flags;
    for (const auto flags : passed[condition])
      EXPECT_EQ(target({opcode, 0xF0}, flags), std::nullopt) << int{condition} << " with " << flags;
  }
}

TEST(NearBranch, LoopsCountTheirLastTimeToo) {
  EXPECT_EQ(target({0xE2, 4}, 0, 2), kNext + 4);
  EXPECT_EQ(target({0xE2, 4}, 0, 1), std::nullopt);
  EXPECT_EQ(target({0xE1, 4}, 0, 2), std::nullopt);
  EXPECT_EQ(target({0xE1, 4}, eflags::kZero, 2), kNext + 4);
  EXPECT_EQ(target({0xE0, 4}, eflags::kZero, 2), std::nullopt);
  EXPECT_EQ(target({0xE3, 4}, 0, 0), kNext + 4);
  EXPECT_EQ(target({0x67, 0xE3, 4}, 0, 0x10000), kNext + 4);
}

TEST(NearBranch, TargetsAreRelativeOrComeFromARegisterOrMemory) {
  EXPECT_EQ(target({0xE9, 0, 1, 0, 0}), kNext + 0x100);
  EXPECT_EQ(target({0x66, 0xE9, 0x00, 0xE0}), 0xF000u);
  EXPECT_EQ(target({0xFF, 0xE3}), 0x2000u);  // JMP EBX
  EXPECT_EQ(target({0xFF, 0x13}), 0x3000u);  // CALL [EBX]
  EXPECT_EQ(target({0xC3}), 0x3000u);
  EXPECT_EQ(target({0xFF, 0x33}), std::nullopt);  // PUSH [EBX]
  EXPECT_EQ(target({0x90}), std::nullopt);
}

}  // namespace
}  // namespace vectorscope
