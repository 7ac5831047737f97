// SPDX-License-Identifier: GPL-2.0-or-later
// Which instructions may be part of an orbit: those whose pages in the Intel SDM, volume 2, name
// general registers, flags and their own operand alone.
#include "emu/cpu/orbit.hpp"

#include <gtest/gtest.h>

namespace vectorscope {
namespace {

using Bytes = std::vector<std::uint8_t>;

TEST(Orbit, WhatDependsOnRegistersAndNamedMemoryFits) {
  for (const auto& bytes :
       {Bytes{0x01, 0x03}, Bytes{0x8B, 0x07}, Bytes{0x50}, Bytes{0xC3}, Bytes{0xE8, 0, 0, 0, 0},
        Bytes{0xF0, 0x87, 0x07}, Bytes{0xC9}, Bytes{0x0F, 0xB6, 0x07}, Bytes{0x66, 0x89, 0x07},
        Bytes{0xFB}, Bytes{0x64, 0xA1, 0, 0, 0, 0}, Bytes{0xF0, 0x0F, 0xB1, 0x0F}})
    EXPECT_TRUE(fits_orbit(bytes)) << int{bytes[0]};
}

TEST(Orbit, WhatDependsOnMoreDoesNotFit) {
  for (const auto& bytes : {Bytes{0xD9, 0x45, 0x40},  // FLD
                            Bytes{0x9B},              // FWAIT
                            Bytes{0x0F, 0x6F, 0x07},  // MOVQ
                            Bytes{0x0F, 0x58, 0xC1},  // ADDPS
                            Bytes{0x0F, 0xAE, 0x07},  // FXSAVE
                            Bytes{0x0F, 0x31},        // RDTSC
                            Bytes{0x0F, 0xA2},        // CPUID
                            Bytes{0x0F, 0x22, 0xD8},  // MOV CR3, EAX
                            Bytes{0x0F, 0x01, 0x1F},  // LIDT
                            Bytes{0x0F, 0x02, 0xC0},  // LAR
                            Bytes{0x8E, 0xD8},        // MOV DS, AX
                            Bytes{0x8C, 0xD8},        // MOV AX, DS
                            Bytes{0x1F},              // POP DS
                            Bytes{0xC4, 0x07},        // LES
                            Bytes{0xE4, 0x40},
                            Bytes{0xEE},  // IN, OUT
                            Bytes{0xA4},
                            Bytes{0xF3, 0xAB},  // MOVS, REP STOS
                            Bytes{0xCD, 0x30},
                            Bytes{0xCF},  // INT, IRET
                            Bytes{0x9A},
                            Bytes{0xEA},  // far CALL and JMP
                            Bytes{0x0F, 0x34},
                            Bytes{0x63, 0xC0},  // SYSENTER, ARPL
                            Bytes{0x62, 0x07},
                            Bytes{0xC8, 0, 0, 0},  // BOUND, ENTER
                            Bytes{}})
    EXPECT_FALSE(fits_orbit(bytes)) << (bytes.empty() ? -1 : int{bytes[0]});
}

TEST(Orbit, FarCallsAndHaltsOfTheGroupsDoNotFit) {
  EXPECT_TRUE(fits_orbit(Bytes{0xFF, 0x17}));   // CALL [EDI]
  EXPECT_FALSE(fits_orbit(Bytes{0xFF, 0x1F}));  // CALL FAR [EDI]
  EXPECT_FALSE(fits_orbit(Bytes{0xFF, 0x2F}));  // JMP FAR [EDI]
  EXPECT_FALSE(fits_orbit(Bytes{0xF4}));        // HLT
}

TEST(Orbit, ASearchTellsTheBlockThatARoundPassesOnce) {
  OrbitSearch search;
  OrbitState state;
  const auto now = [&] { return state; };
  // A loop within: 10, 20, 20, 30; its counter is a register.
  for (unsigned turn = 0; turn < 2; ++turn) {
    for (const std::uint32_t count : {2u, 1u}) {
      state.general[1] = count;
      const auto found = search.pass(0x20, now);
      if (turn == 1) {
        EXPECT_EQ(found, 0x10u);
        return;
      }
      EXPECT_EQ(found, std::nullopt);
    }
    state.general[1] = 0;
    EXPECT_EQ(search.pass(0x30, now), std::nullopt);
    EXPECT_EQ(search.pass(0x10, now), std::nullopt);
  }
  FAIL();
}

}  // namespace
}  // namespace vectorscope
