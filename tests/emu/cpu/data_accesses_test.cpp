// SPDX-License-Identifier: GPL-2.0-or-later
// What instructions access, and what a segment's limit allows: by the instructions'
// pages of the SDM, volume 2, and 3A, 5.3.
#include "emu/cpu/data_accesses.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <ostream>
#include <vector>

#include "emu/cpu/access_check.hpp"

namespace vectorscope {

bool operator==(const DataAccess& a, const DataAccess& b) {
  return a.segment == b.segment && a.offset == b.offset && a.bytes == b.bytes && a.writes == b.writes;
}
void PrintTo(const DataAccess& access, std::ostream* out) {
  *out << "segment " << static_cast<int>(access.segment) << " offset " << std::hex << access.offset
       << std::dec << " bytes " << access.bytes << (access.writes ? " written" : " read");
}

namespace {

using enum SegmentReg;
using Accesses = std::vector<DataAccess>;

// EAX to EDI.
constexpr GeneralRegisters kRegisters = {0x10, 3, 0x20, 0x3000, 0x8000, 0x9000, 0x5000, 0x6000};

Accesses of(std::initializer_list<std::uint8_t> bytes, bool wide = true, bool wide_stack = true,
            const GeneralRegisters& registers = kRegisters) {
  return data_accesses(std::vector<std::uint8_t>(bytes), {wide, wide_stack, registers});
}
DataAccess read(SegmentReg segment, std::uint32_t offset, std::uint32_t bytes) {
  return {segment, offset, bytes, false};
}
DataAccess write(SegmentReg segment, std::uint32_t offset, std::uint32_t bytes) {
  return {segment, offset, bytes, true};
}

TEST(DataAccesses, AnOperandHasItsInstructionsWidthAndDirection) {
  EXPECT_EQ(of({0x8A, 0x03}), Accesses{read(Ds, 0x3000, 1)});                     // MOV AL, [EBX]
  EXPECT_EQ(of({0x66, 0x89, 0x03}), Accesses{write(Ds, 0x3000, 2)});              // MOV [EBX], AX
  EXPECT_EQ(of({0x01, 0x43, 0x10}), Accesses{write(Ds, 0x3010, 4)});              // ADD [EBX+16], EAX
  EXPECT_EQ(of({0x39, 0x03}), Accesses{read(Ds, 0x3000, 4)});                     // CMP [EBX], EAX
  EXPECT_EQ(of({0x8B, 0x45, 0x00}), Accesses{read(Ss, 0x9000, 4)});               // MOV EAX, [EBP]
  EXPECT_EQ(of({0x64, 0xA1, 8, 0, 0, 0}), Accesses{read(Fs, 8, 4)});              // MOV EAX, FS:[8]
  EXPECT_EQ(of({0xDB, 0x2B}), Accesses{read(Ds, 0x3000, 10)});                    // FLD m80
  EXPECT_EQ(of({0xDD, 0x33}), Accesses{write(Ds, 0x3000, 108)});                  // FNSAVE
  EXPECT_EQ(of({0x66, 0xD9, 0x23}), Accesses{read(Ds, 0x3000, 14)});              // FLDENV, 16 bits
  EXPECT_EQ(of({0x0F, 0xC7, 0x0B}), Accesses{write(Ds, 0x3000, 8)});              // CMPXCHG8B
  EXPECT_EQ(of({0x0F, 0xB2, 0x23}), Accesses{read(Ds, 0x3000, 6)});               // LSS
  EXPECT_EQ(of({0xF3, 0x0F, 0x10, 0x03}), Accesses{read(Ds, 0x3000, 4)});         // MOVSS
  EXPECT_EQ(of({0x8D, 0x03}), Accesses{});                                        // LEA
  EXPECT_EQ(of({0x0F, 0x01, 0x3B}), Accesses{});                                  // INVLPG
  EXPECT_EQ(of({0x01, 0xC3}), Accesses{});                                        // ADD EBX, EAX
}

TEST(DataAccesses, PackedOperandsAreAlignedAndUnalignedMovesAreNot) {
  EXPECT_EQ(of({0x0F, 0x28, 0x03}).at(0).aligned, 16);        // MOVAPS
  EXPECT_EQ(of({0x0F, 0x10, 0x03}).at(0).aligned, 1);         // MOVUPS
  EXPECT_EQ(of({0xF2, 0x0F, 0x58, 0x03}).at(0).aligned, 1);   // ADDSD
  EXPECT_EQ(of({0x66, 0x0F, 0xFC, 0x03}).at(0).aligned, 16);  // PADDB xmm
  EXPECT_EQ(of({0x0F, 0xFC, 0x03}).at(0).aligned, 1);         // PADDB mm
  EXPECT_EQ(of({0x0F, 0xAE, 0x03}).at(0).aligned, 16);        // FXSAVE
}

TEST(DataAccesses, PushGoesBelowTheStackPointerAndPopAboveIt) {
  EXPECT_EQ(of({0x50}), Accesses{write(Ss, 0x7FFC, 4)});
  EXPECT_EQ(of({0x66, 0x50}), Accesses{write(Ss, 0x7FFE, 2)});
  EXPECT_EQ(of({0x58}), Accesses{read(Ss, 0x8000, 4)});
  EXPECT_EQ(of({0xE8, 0, 0, 0, 0}), Accesses{write(Ss, 0x7FFC, 4)});
  EXPECT_EQ(of({0xC3}), Accesses{read(Ss, 0x8000, 4)});
  EXPECT_EQ(of({0xFF, 0x33}), (Accesses{read(Ds, 0x3000, 4), write(Ss, 0x7FFC, 4)}));  // PUSH [EBX]
  // The address by ESP is computed after the pop (SDM 2B, POP).
  EXPECT_EQ(of({0x8F, 0x04, 0x24}), (Accesses{read(Ss, 0x8000, 4), write(Ss, 0x8004, 4)}));
  EXPECT_EQ(of({0x60}).size(), 8u);
  EXPECT_EQ(of({0x60}).back(), write(Ss, 0x7FE0, 4));
  EXPECT_EQ(of({0xC9}), Accesses{read(Ss, 0x9000, 4)});  // LEAVE
  EXPECT_EQ(of({0xCF}).size(), 3u);
}

TEST(DataAccesses, AStackOf16BitsWrapsAround) {
  auto registers = kRegisters;
  registers[4] = 0x55550000;
  EXPECT_EQ(of({0x50}, true, false, registers), Accesses{write(Ss, 0xFFFC, 4)});
}

TEST(DataAccesses, EnterCopiesFramesAndTriesTheNewStackPointer) {
  EXPECT_EQ(of({0xC8, 0x20, 0, 0}), (Accesses{write(Ss, 0x7FFC, 4), write(Ss, 0x7FDC, 4)}));
  EXPECT_EQ(of({0xC8, 0, 0, 2}), (Accesses{write(Ss, 0x7FFC, 4), read(Ss, 0x8FFC, 4),
                                           write(Ss, 0x7FF8, 4), write(Ss, 0x7FF4, 4)}));
}

TEST(DataAccesses, AStringHasOneIterationAndNoneWithoutACount) {
  EXPECT_EQ(of({0xF3, 0xA5}), (Accesses{read(Ds, 0x5000, 4), write(Es, 0x6000, 4)}));
  EXPECT_EQ(of({0x64, 0xA4}), (Accesses{read(Fs, 0x5000, 1), write(Es, 0x6000, 1)}));
  EXPECT_EQ(of({0xF2, 0xAE}), Accesses{read(Es, 0x6000, 1)});
  auto registers = kRegisters;
  registers[1] = 0;
  EXPECT_EQ(of({0xF3, 0xA5}, true, true, registers), Accesses{});
  EXPECT_EQ(of({0xA5}, true, true, registers).size(), 2u);
  registers[1] = 0x10000;  // CX is 0
  EXPECT_EQ(of({0xF3, 0xA5}, false, true, registers), Accesses{});
}

TEST(DataAccesses, ABitOffsetLeadsBeyondTheOperand) {
  auto registers = kRegisters;
  registers[2] = 0x45;  // EDX: bit 5 of the third dword
  EXPECT_EQ(of({0x0F, 0xA3, 0x13}, true, true, registers), Accesses{read(Ds, 0x3008, 4)});
  registers[2] = 0xFFFFFFFF;
  EXPECT_EQ(of({0x0F, 0xAB, 0x13}, true, true, registers), Accesses{write(Ds, 0x2FFC, 4)});
}

constexpr std::uint32_t kData = 0x9300, kDown = 0x9700, kBig = 0x400000;

TEST(WithinLimit, EveryByteCounts) {
  const SegmentCache segment{0, 0x20000, 0xFFF, kData};
  EXPECT_TRUE(within_limit(segment, 0xFFF, 1));
  EXPECT_FALSE(within_limit(segment, 0x1000, 1));
  EXPECT_TRUE(within_limit(segment, 0xFFC, 4));
  EXPECT_FALSE(within_limit(segment, 0xFFD, 4));
  EXPECT_FALSE(within_limit(segment, 0xFFFFFFFE, 4));
}

TEST(WithinLimit, ExpandDownIsWhatTheLimitIsNot) {
  const SegmentCache big{0, 0, 0xFFF, kDown | kBig}, small{0, 0, 0xFFF, kDown};
  EXPECT_FALSE(within_limit(big, 0xFFF, 1));
  EXPECT_TRUE(within_limit(big, 0x1000, 4));
  EXPECT_TRUE(within_limit(big, 0xFFFFFFFC, 4));
  EXPECT_FALSE(within_limit(big, 0xFFFFFFFD, 4));
  EXPECT_TRUE(within_limit(small, 0xFFFC, 4));
  EXPECT_FALSE(within_limit(small, 0xFFFD, 4));
}

TEST(WithinLimit, All4GbRefuseNothing) {
  const SegmentCache segment{0, 0, 0xFFFFFFFF, kData | kBig};
  EXPECT_TRUE(within_limit(segment, 0xFFFFFFFE, 4));
}

}  // namespace
}  // namespace vectorscope
