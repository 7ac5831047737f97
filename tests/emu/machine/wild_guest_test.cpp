// SPDX-License-Identifier: GPL-2.0-or-later
// A guest may do anything at all: it ends as an event and a stopped core.
#include "guest.hpp"

namespace vectorscope {
namespace {

using namespace testing;

Stop why_stopped(const Machine& machine) {
  const auto stops = events_of<events::CoreStopped>(machine);
  EXPECT_EQ(stops.size(), 1u);
  return stops.empty() ? Stop::Init : stops.front().why;
}

TEST(WildGuest, WithoutAnIdtTheFirstExceptionIsATripleFault) {
  auto machine = machine_with(Code()({0xCC}));  // INT3, and the IDT at 0 is all zero
  EXPECT_EQ(machine->apply(decisions::Run{0, 100}).ended, Ended::Over);
  EXPECT_EQ(machine->status(0), CoreStatus::Dead);
  EXPECT_EQ(why_stopped(*machine), Stop::TripleFault);
}

TEST(WildGuest, AJumpToWhereNothingAnswersStopsTheCore) {
  for (std::uint32_t where : {0xF0000000u, 0x08000000u, 0xFEE00000u, 0xFFFFFFFFu}) {
    auto machine = machine_with(Code().eax(where)({0xFF, 0xE0}));  // JMP EAX
    EXPECT_EQ(machine->apply(decisions::Run{0, 100'000}).ended, Ended::Over) << std::hex << where;
    EXPECT_EQ(machine->status(0), CoreStatus::Dead);
  }
}

TEST(WildGuest, SpinningWithInterruptsOffUsesExactlyTheStepsItIsGiven) {
  auto machine = machine_with(Code()({0xFA, 0xEB, 0xFE}));  // CLI; JMP $
  EXPECT_EQ(machine->apply(decisions::Run{0, 1'000'003}).steps, 1'000'003u);
  EXPECT_EQ(machine->step(), 1'000'003u);
}

TEST(WildGuest, WritingEverywhereLeavesTheProgramAlive) {
  Code code;
  code({0x31, 0xFF});                                      // XOR EDI, EDI
  code({0x89, 0x07, 0x81, 0xC7}).dword(4093);              // MOV [EDI], EAX; ADD EDI, 4093
  code({0xEB, 0xF6});                                      // back to the MOV
  auto machine = machine_with(code, {.cores = 2});
  machine->apply(decisions::Run{0, 4'000'000});
  SUCCEED();
}

TEST(WildGuest, AHandlerThatCannotBeFetchedDoesNotHangTheHost) {
  // Every gate leads to F0000000, where nothing answers: an endless row of
  // #UD with a stack that wraps around RAM.
  Code code;
  code({0x31, 0xC9});                                          // XOR ECX, ECX
  code({0xC7, 0x04, 0xCD}).dword(0x5000).dword(0x00080000);    // MOV [5000+ECX*8], ...
  code({0xC7, 0x04, 0xCD}).dword(0x5004).dword(0xF0008E00);
  code({0x41, 0x81, 0xF9}).dword(256)({0x75, 0xE1});           // INC ECX; CMP ECX, 256; JNE
  code.store(0x4008, 0x0000FFFF).store(0x400C, 0x00CF9A00);    // GDT: code
  code.store(0x4000, 0x4000'0017 & 0xFFFF);
  code({0xC7, 0x05}).dword(0x3000).dword(0x40000017);          // GDTR: limit 17h, base 4000
  code.store(0x3004, 0x0000);
  code({0x0F, 0x01, 0x15}).dword(0x3000);
  code.store(0x3010, 0x500007FF).store(0x3014, 0);             // IDTR: limit 7FF, base 5000
  code({0x0F, 0x01, 0x1D}).dword(0x3010)({0xBC}).dword(0x80000)({0xCC});
  auto machine = machine_with(code);
  const auto applied = machine->apply(decisions::Run{0, 200'000});
  EXPECT_TRUE(applied.steps == 200'000 || machine->status(0) == CoreStatus::Dead);
  EXPECT_GT(events_of<events::InterruptEntry>(*machine).size(), 10u);
}

TEST(WildGuest, AnAccessThatNobodyOwnsIsAnEvent) {
  auto machine = machine_with(Code()({0xA1}).dword(0xE0000000)({0x66, 0xBA, 0x34, 0x12, 0xEC}));
  machine->apply(decisions::Run{0, 3});
  const auto seen = events_of<events::UnownedAccess>(*machine);
  ASSERT_EQ(seen.size(), 2u);
  EXPECT_EQ(seen[0].address, 0xE0000000u);
  EXPECT_FALSE(seen[0].port);
  EXPECT_EQ(seen[1].address, 0x1234u);
  EXPECT_TRUE(seen[1].port);
}

TEST(WildGuest, EightByteAccessesReachTheBusAsTwo) {
  // FLD QWORD [FEE00020]; FSTP QWORD [E0000000]
  auto machine = machine_with(Code()({0xDD, 0x05}).dword(0xFEE00020)({0xDD, 0x1D}).dword(0xE0000000));
  machine->apply(decisions::Run{0, 2});
  EXPECT_EQ(events_of<events::UnownedAccess>(*machine).size(), 2u);
}

TEST(WildGuest, BreakpointRegistersHoldWhatTheyGet) {
  Code code;
  code.eax(0x7FF)({0x0F, 0x23, 0xC0, 0x0F, 0x23, 0xF8, 0x0F, 0x21, 0xC1, 0x0F, 0x21, 0xFB});
  code({0xEB, 0xFE});  // MOV DR0, EAX; MOV DR7, EAX; MOV ECX, DR0; MOV EBX, DR7; JMP $
  auto machine = machine_with(code);
  EXPECT_EQ(machine->apply(decisions::Run{0, 1'000}).steps, 1'000u);
  EXPECT_EQ(machine->registers(0).ecx, 0x7FFu);
  EXPECT_EQ(machine->registers(0).ebx, 0x7FFu);
}

TEST(WildGuest, ARepeatedStoreOverItsBlockTakesAsManyStepsHoweverItIsRun) {
  Code code;
  code({0xE9}).dword(0xFB);  // to 100100h, a block of its own
  while (code.here() < kCode + 0x100) code({0x90});
  // MOV EDI, 100100h; MOV ECX, 8; MOV AL, 90h; CLD; REP STOSB; NOP; OUT F4h, EAX
  code({0xBF}).dword(kCode + 0x100)({0xB9}).dword(8)({0xB0, 0x90, 0xFC, 0xF3, 0xAA, 0x90, 0xE7, 0xF4});
  const auto steps_to_the_end = [&](Step turn) {
    auto machine = machine_with(code);
    Step steps = 0;
    while (!machine->exited() && steps < 100) steps += machine->apply(decisions::Run{0, turn}).steps;
    return steps;
  };
  EXPECT_EQ(steps_to_the_end(1), 16u);  // nine of them of REP: the last finds ECX 0
  EXPECT_EQ(steps_to_the_end(100), 16u);
}

TEST(WildGuest, AnInstructionIsFreshInItsSecondPage) {
  constexpr std::uint32_t kCrossing = kCode + 0xFFE;
  auto image = image_of(Code()({0xE9}).dword(0xFF9));  // JMP to the crossing one
  image.segments.push_back({kCrossing, {0xB8, 0x11, 0x22, 0x33, 0x44, 0xEB, 0xF9}, 7, true});
  auto machine = machine_with(image);                  // MOV EAX, 44332211; JMP back
  machine->apply(decisions::Run{0, 12});
  EXPECT_EQ(machine->registers(0).eax, 0x44332211u);
  machine->apply(decisions::Poke{kCode + 0x1000, 0xEB887766});
  machine->apply(decisions::Run{0, 2});
  EXPECT_EQ(machine->registers(0).eax, 0x88776611u);
}

}  // namespace
}  // namespace vectorscope
