// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/math_instruction.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace vectorscope {
namespace {

bool waits(const std::vector<std::uint8_t>& bytes) {
  return waits_for_math(split_prefixes(bytes));
}

// SDM 1, 8.3.11: the control instructions with "N" in their names do not wait.
TEST(MathInstruction, ControlInstructionsWithoutWaitDoNot) {
  for (const std::vector<std::uint8_t>& bytes : {std::vector<std::uint8_t>{0xDB, 0xE2},
                                                 {0xDB, 0xE3},
                                                 {0xD9, 0x38},
                                                 {0xD9, 0x30},
                                                 {0xDD, 0x30},
                                                 {0xDD, 0x38},
                                                 {0xDF, 0xE0},
                                                 {0xDB, 0xE0},
                                                 {0xDB, 0xE1},
                                                 {0xDB, 0xE4}})
    EXPECT_FALSE(waits(bytes)) << std::hex << int{bytes[0]} << " " << int{bytes[1]};
}

TEST(MathInstruction, AllOthersOfTheX87AndMmxWait) {
  for (const std::vector<std::uint8_t>& bytes : {std::vector<std::uint8_t>{0x9B},
                                                 {0xD9, 0xE8},
                                                 {0xD9, 0x28},
                                                 {0xD9, 0x20},
                                                 {0xDD, 0x20},
                                                 {0xDD, 0xE1},
                                                 {0xDB, 0x28},
                                                 {0xDF, 0xE1},
                                                 {0xD9, 0xF0},
                                                 {0x0F, 0x77},
                                                 {0x0F, 0x6F, 0xC1},
                                                 {0x2E, 0xD8, 0x00}})
    EXPECT_TRUE(waits(bytes)) << std::hex << int{bytes[0]};
}

TEST(MathInstruction, IntegersAndSseHaveNothingToDoWithIt) {
  for (const std::vector<std::uint8_t>& bytes : {std::vector<std::uint8_t>{0x90},
                                                 {0x89, 0xC8},
                                                 {0x0F, 0x58, 0xC1},
                                                 {0x66, 0x0F, 0x6F, 0xC1},
                                                 {0x0F, 0xAE, 0x08}})
    EXPECT_FALSE(waits(bytes)) << std::hex << int{bytes[0]};
}

}  // namespace
}  // namespace vectorscope
