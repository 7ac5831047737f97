// SPDX-License-Identifier: GPL-2.0-or-later
// The engine's fast way comes to what the exact way comes to, by whatever
// detours. Every guest program and every lab: tests/differential, tests/emu/lab.
#include <array>
#include <cstring>

#include "guest.hpp"

namespace vectorscope {
namespace {

using namespace testing;

constexpr std::uint32_t kData = 0x150000, kLapicTimerCount = 0xFEE00390;

/// The same guest, both ways, for so many steps.
class Both {
 public:
  Both(const Code& code, Step steps) : steps_(steps) {
    for (const auto way : {EngineWay::Exact, EngineWay::Eager}) {
      auto& run = way == EngineWay::Exact ? exact_ : fast_;
      run.machine = machine_with(image_of(code), {.cores = 1}, way);
      run.machine->set_watcher([&run](const Event& event) {
        run.told.push_back(event.step);
        return false;
      });
      for (Step done = 0; done < steps; done += steps / 4)
        run.machine->apply(decisions::Run{0, steps / 4});
    }
  }
  void expect_same() const {
    EXPECT_EQ(fast_.machine->step(), steps_);
    EXPECT_EQ(fast_.machine->hash(), exact_.machine->hash());
    EXPECT_EQ(fast_.told, exact_.told);
    EXPECT_EQ(fast_.machine->decisions().size(), exact_.machine->decisions().size());
  }
  [[nodiscard]] Machine::EngineUse use() const { return fast_.machine->engine_use(); }
  [[nodiscard]] std::uint32_t word(PhysicalAddress at) const {
    std::uint32_t value = 0;
    std::memcpy(&value, fast_.machine->ram().data() + at, sizeof value);
    return value;
  }
  [[nodiscard]] Registers registers() const { return fast_.machine->registers(0); }

 private:
  struct OneRun {
    std::unique_ptr<Machine> machine;
    std::vector<Step> told;
  };
  Step steps_;
  OneRun exact_, fast_;
};

Code& jump_back(Code& code, int opcode, std::uint32_t to) {
  return code({opcode, static_cast<int>((to - code.here() - 2) & 0xFF)});
}

/// MOV ECX, count
Code& times(Code& code, std::uint32_t count) {
  return code({0xB9}).dword(count);
}

TEST(Blocks, ALoopIsRunInBlocksAndComesToTheSame) {
  Code code;
  times(code, 5000);
  const auto loop = code.here();
  code({0x40, 0x01, 0xC3, 0x49});  // INC EAX; ADD EBX, EAX; DEC ECX
  jump_back(code, 0x75, loop)({0xEB, 0xFE});
  const Both both(code, 20'000);
  both.expect_same();
  EXPECT_GT(both.use().in_blocks, 15'000u);
  EXPECT_EQ(both.use().begun_again, 0u);
}

/// MOV EAX, [EDI] in a loop, first of memory and then of `address`; before both
/// a byte to port E9.
Code reads_memory_then(std::uint32_t address) {
  Code code;
  code({0xB0, 'a', 0xE6, 0xE9, 0xBF}).dword(kData);
  times(code, 500);
  const auto loop = code.here();
  code({0x8B, 0x07, 0x01, 0xC3, 0x49});  // MOV EAX, [EDI]; ADD EBX, EAX; DEC ECX
  jump_back(code, 0x75, loop);
  code({0xBF}).dword(address);
  times(code, 500);
  jump_back(code, 0xEB, loop);
  return code;
}

TEST(Blocks, AnInstructionThatTurnsToADeviceIsDoneOverExactlyAndTold) {
  const Both both(reads_memory_then(kLapicTimerCount), 20'000);
  both.expect_same();
  EXPECT_EQ(both.use().begun_again, 1u);
}

TEST(Blocks, TheLapicIdIsReadInBlocks) {
  const Both both(reads_memory_then(0xFEE00020), 20'000);
  both.expect_same();
  EXPECT_EQ(both.use().begun_again, 0u);
  EXPECT_GT(both.use().in_blocks, 15'000u);
}

TEST(Blocks, ABlockThatOverwritesItselfIsDoneOverExactly) {
  Code code;
  code({0xBF}).dword(kData);
  times(code, 200);
  const auto loop = code.here();
  code({0x88, 0x0F, 0xB2, 0x11, 0x01, 0xD3,
        0x49});  // MOV [EDI], CL; MOV DL, 11h; ADD EBX, EDX; DEC ECX
  jump_back(code, 0x75, loop);
  code({0xBF}).dword(loop + 3);  // the immediate
  times(code, 20);
  jump_back(code, 0xEB, loop);
  const Both both(code, 1'200);
  both.expect_same();
  EXPECT_GT(both.use().begun_again, 0u);
}

TEST(Blocks, ACallThatPushesOverItselfIsDoneOverExactly) {
  Code code;
  code({0xBC}).dword(kData);
  times(code, 200);
  const auto loop = code.here();
  code({0x41, 0xE8}).dword(0)({0x5A, 0x49, 0x49});  // INC ECX; CALL next; POP EDX; DEC ECX, twice
  jump_back(code, 0x75, loop);
  code({0xBC}).dword(loop + 1)({0xEB, 0xFE});
  const Both both(code, 4'000);
  both.expect_same();
}

TEST(Blocks, ALoopThatWaitsIsSkippedToTheVeryStep) {
  Code reading;
  reading({0xBF}).dword(kData);
  const auto read = reading.here();
  reading({0x8B, 0x07, 0x85, 0xC0});  // MOV EAX, [EDI]; TEST EAX, EAX
  jump_back(reading, 0x74, read);
  Code exchanging;
  exchanging({0xBF}).dword(kData);
  times(exchanging, 1);
  exchanging({0x89, 0x0F});
  const auto exchange = exchanging.here();
  exchanging(
      {0x89, 0xC8, 0xF0, 0x87, 0x07, 0x85, 0xC0});  // MOV EAX, ECX; LOCK XCHG [EDI], EAX; TEST
  jump_back(exchanging, 0x75, exchange);
  for (const auto& code : {reading, exchanging}) {
    const Both both(code, 400'012);
    both.expect_same();
    EXPECT_GT(both.use().in_blocks, 390'000u);
  }
}

TEST(Blocks, ALoopThatCountsInMemoryIsNotSkipped) {
  Code adding;  // the registers are always the same
  adding({0xBF}).dword(kData);
  const auto add = adding.here();
  adding({0xFF, 0x07, 0x31, 0xC0});  // INC [EDI]; XOR EAX, EAX
  jump_back(adding, 0x74, add);
  Code exchanging;
  exchanging({0xBF}).dword(kData);
  const auto exchange = exchanging.here();
  exchanging(
      {0x8B, 0x07, 0x40, 0x87, 0x07, 0x31, 0xC0});  // MOV EAX, [EDI]; INC; XCHG; XOR EAX, EAX
  jump_back(exchanging, 0x74, exchange);
  for (const auto& code : {adding, exchanging}) Both(code, 40'000).expect_same();
}

/// As a scheduler without work: a lock is taken, a table is searched by a function,
/// and the lock is given back. `each` is what else a round does.
Code searches_table(std::initializer_list<int> each) {
  constexpr std::uint32_t kLock = kData + 0x800, kEntries = 40;
  Code code;
  code({0xBC}).dword(0x160000)({0xBD}).dword(kLock);  // MOV ESP; MOV EBP
  const auto round = code.here();
  const auto acquire = code.here();
  code({0xB8, 1, 0, 0, 0, 0xF0, 0x87, 0x45, 0x00, 0x85,
        0xC0});  // MOV EAX, 1; LOCK XCHG [EBP], EAX; TEST
  jump_back(code, 0x75, acquire);
  code({0xE8}).dword(2)({0xEB, 22});  // CALL search; JMP found nothing
  code({0x53, 0xBB}).dword(kData);    // search: PUSH EBX; MOV EBX, table
  const auto entry = code.here();
  code({0x83, 0x3B, 0x07, 0x83, 0xC3, 0x10, 0x81, 0xFB})
      .dword(kData + 0x10 * kEntries);         // CMP [EBX], 7; ADD; CMP
  jump_back(code, 0x72, entry)({0x5B, 0xC3});  // POP EBX; RET
  code({0x8B, 0x0D}).dword(0xFEE00020);        // MOV ECX, [LAPIC ID]
  code(each)({0xC7, 0x45, 0x00}).dword(0);     // the lock is free
  return jump_back(code, 0xEB, round);
}

TEST(Blocks, RoundsOfOneThatWaitsAreCountedToTheVeryStep) {
  const Both both(searches_table({0x90}), 400'012);
  both.expect_same();
  EXPECT_GT(both.use().counted, 250'000u);
}

TEST(Blocks, RoundsThatLeaveAnythingBehindAreNotCounted) {
  for (const auto& code : {searches_table({0xFF, 0x45, 0x40}),         // INC [EBP + 40h]
                           searches_table({0x46}),                     // INC ESI
                           searches_table({0xD9, 0x45, 0x40}),         // FLD: the FPU's stack
                           searches_table({0x0F, 0x31}),               // RDTSC
                           searches_table({0xE4, 0x40}),               // IN AL, 40h: the timer
                           searches_table({0xB0, 0x61, 0xE6, 0xE9})})  // a byte to port E9
  {
    const Both both(code, 100'000);
    both.expect_same();
    EXPECT_EQ(both.use().counted, 0u);
  }
}

TEST(Blocks, WhatOthersChangeEndsTheCounting) {
  // MOV EDI, [EBP + 40h]; ADD EDI, ESI; MOV [EBP + 44h], EDI; XOR EDI, EDI
  const auto code = searches_table({0x8B, 0x7D, 0x40, 0x01, 0xF7, 0x89, 0x7D, 0x44, 0x31, 0xFF});
  const auto exact = machine_with(image_of(code)),
             fast = machine_with(image_of(code), {.cores = 1}, EngineWay::Eager);
  constexpr std::uint8_t kEsi = 6;
  for (unsigned turn = 0; turn < 60; ++turn) {
    for (const auto& machine : {exact.get(), fast.get()}) {
      if (turn % 3 == 0) machine->apply(decisions::Poke{kData + 0x840, turn * turn});
      if (turn % 3 == 1)
        machine->apply(decisions::FlipRegister{0, kEsi, static_cast<std::uint8_t>(turn % 32)});
      machine->apply(decisions::Run{0, 20'000 + 37 * turn});
    }
    ASSERT_EQ(fast->hash(), exact->hash()) << "turn " << turn;
  }
  EXPECT_GT(fast->engine_use().counted, 300'000u);
}

TEST(Blocks, AnInterruptEndsTheCountingAtItsStep) {
  constexpr std::uint32_t kIdt = 0x170000, kIdtr = 0x171000, kTicks = kData + 0x900;
  Code code;
  code({0xEB, 13});
  const auto handler = code.here();
  code({0x50, 0xFF, 0x05})
      .dword(kTicks)({0xB0, 0x20, 0xE6, 0x20, 0x58, 0xCF});  // PUSH; INC; EOI; POP; IRET
  ASSERT_EQ(code.here(), handler + 13);
  code.store(kIdt + 0x100, 0x80000 | (handler & 0xFFFF))
      .store(kIdt + 0x104, (handler & 0xFFFF0000) | 0x8E00);
  code.store(kIdtr, 0x7FF | (kIdt << 16)).store(kIdtr + 4, kIdt >> 16);
  code({0x0F, 0x01, 0x1D}).dword(kIdtr);
  for (const int port_value :
       {0x4334, 0x40FF, 0x4003,                   // PIT: every 3FFh ticks
        0x2011, 0x2120, 0x2104, 0x2101, 0x21FE})  // PIC: IRQ 0 alone, vector 20h
    code({0xB0, port_value & 0xFF, 0xE6, port_value >> 8});
  const auto table = searches_table({0xFB});  // STI
  for (const int byte : table.bytes()) code({byte});
  const Both both(code, 4'000'000);
  both.expect_same();
  EXPECT_GT(both.use().counted, 2'000'000u);
  EXPECT_GT(both.word(kTicks), 10u);
}

}  // namespace
}  // namespace vectorscope
