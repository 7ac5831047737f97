// SPDX-License-Identifier: GPL-2.0-or-later
// What is special about an instruction, found from its bytes.
#include "emu/cpu/instruction_kind.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <vector>

namespace vectorscope {
namespace {

using enum InstructionKind;

InstructionKind kind(std::initializer_list<std::uint8_t> bytes) {
  return classify(std::vector<std::uint8_t>(bytes));
}

TEST(InstructionKind, WhatMayLoadATaskIsAFarTransfer) {
  EXPECT_EQ(kind({0xEA, 0, 0, 0, 0, 0x30, 0}), FarTransfer);
  EXPECT_EQ(kind({0x9A, 0, 0, 0, 0, 0x30, 0}), FarTransfer);
  EXPECT_EQ(kind({0xFF, 0x2F}), FarTransfer);  // JMP FAR [EDI]
  EXPECT_EQ(kind({0xFF, 0x1F}), FarTransfer);  // CALL FAR [EDI]
  EXPECT_EQ(kind({0xFF, 0x17}), Plain);        // CALL [EDI]
  EXPECT_EQ(kind({0xFF, 0x07}), Plain);        // INC DWORD [EDI]
}

TEST(InstructionKind, PrefixesDoNotHideWhatFollows) {
  EXPECT_EQ(kind({0x66, 0x67, 0xED}), PortIo);
  EXPECT_EQ(kind({0xF3, 0x90}), Pause);
  EXPECT_EQ(kind({0x90}), Plain);
}

TEST(InstructionKind, WhatLoadsASegmentOrTheModeIsASegmentLoad) {
  EXPECT_EQ(kind({0x8E, 0xD8}), SegmentLoad);              // MOV DS, AX
  EXPECT_EQ(kind({0xD9, 0x28}), SegmentLoad);              // FLDCW [EAX]: unmasks exceptions
  EXPECT_EQ(kind({0xD9, 0x38}), Plain);                    // FNSTCW [EAX]
  EXPECT_EQ(kind({0xD9, 0xE8}), Plain);                    // FLD1
  EXPECT_EQ(kind({0x0F, 0xAE, 0x08}), ArithmeticStatus);   // FXRSTOR [EAX]
  EXPECT_EQ(kind({0xDF, 0xE0}), ArithmeticStatus);         // FNSTSW AX
  EXPECT_EQ(kind({0xDD, 0x38}), ArithmeticStatus);         // FNSTSW [EAX]
  EXPECT_EQ(kind({0xDB, 0xE2}), ArithmeticStatus);         // FNCLEX
  EXPECT_EQ(kind({0x0F, 0xAE, 0x18}), ArithmeticStatus);   // STMXCSR [EAX]
  EXPECT_EQ(kind({0x0F, 0xAE, 0x38}), Plain);              // CLFLUSH [EAX]
  EXPECT_EQ(kind({0x8E, 0xD0}), MayEnableInterrupts);      // MOV SS, AX: its shadow is more
  EXPECT_EQ(kind({0x66, 0x1F}), SegmentLoad);              // POP DS
  EXPECT_EQ(kind({0x0F, 0xA9}), SegmentLoad);              // POP GS
  EXPECT_EQ(kind({0x0F, 0xB4, 0x03}), SegmentLoad);        // LFS EAX, [EBX]
  EXPECT_EQ(kind({0xC5, 0x03}), SegmentLoad);              // LDS EAX, [EBX]
  EXPECT_EQ(kind({0xCB}), SegmentLoad);                    // RETF
  EXPECT_EQ(kind({0x0F, 0x01, 0xF0}), SegmentLoad);        // LMSW AX
  EXPECT_EQ(kind({0x8C, 0xD8}), Plain);                    // MOV AX, DS
}

TEST(InstructionKind, DebugRegistersAreReadAndWrittenOutsideTheEngine) {
  EXPECT_EQ(kind({0x0F, 0x23, 0xF8}), WriteDebug);
  EXPECT_EQ(kind({0x0F, 0x21, 0xF8}), ReadDebug);
}

TEST(InstructionKind, LockIsForWhatModifiesMemory) {
  EXPECT_EQ(kind({0xF0, 0x01, 0x08}), Serializing);              // ADD [EAX], ECX
  EXPECT_EQ(kind({0xF0, 0x0F, 0xB1, 0x0A}), Serializing);        // CMPXCHG [EDX], ECX
  EXPECT_EQ(kind({0xF0, 0x01, 0xC8}), LockRefused);        // ADD EAX, ECX
  EXPECT_EQ(kind({0xF0, 0x39, 0x08}), LockRefused);        // CMP [EAX], ECX
  EXPECT_EQ(kind({0xF0, 0x89, 0x08}), LockRefused);        // MOV [EAX], ECX
  EXPECT_EQ(kind({0xF0, 0x0F, 0xBA, 0x20, 4}), LockRefused);  // BT [EAX], 4
  EXPECT_EQ(kind({0xF0, 0x0F, 0xBA, 0x28, 4}), Serializing);        // BTS [EAX], 4
}

}  // namespace
}  // namespace vectorscope
