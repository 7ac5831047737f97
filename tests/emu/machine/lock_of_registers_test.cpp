// SPDX-License-Identifier: GPL-2.0-or-later
// LOCK before BT, BTS, BTR and BTC of a register is #UD (SDM 2A, LOCK), whatever the
// engine's translator makes of it. No guest program: QEMU 7.2 ends with a fatal error.
#include "guest.hpp"

namespace vectorscope {
namespace {

using namespace testing;

constexpr std::uint32_t kLoop = kCode + 0x80;
constexpr std::uint32_t kHandler = kCode + 0x200;
constexpr std::uint32_t kTimes = 50;

/// Executes `body` so many times; #UD and #DE count in EBX and go on `skip` bytes further.
Image loop_over(const std::vector<int>& body, int skip) {
  Code code;
  for (const std::uint32_t gate : {0x5000u, 0x5030u})
    code.store(gate, 0x00080000 | (kHandler & 0xFFFF))
        .store(gate + 4, (kHandler & 0xFFFF0000) | 0x8E00);
  code.store(0x3000, 0x500007FF).store(0x3004, 0)({0x0F, 0x01, 0x1D}).dword(0x3000);  // LIDT
  code({0xBC}).dword(0x80000)({0xB9}).dword(kTimes);
  while (code.here() < kLoop) code({0x90});
  for (const int byte : body) code({byte});
  code({0x49, 0x0F, 0x85}).dword(kLoop - code.here() - 4);  // DEC ECX; JNZ
  code({0xE7, 0xF4});
  while (code.here() < kHandler) code({0x90});
  code({0x43, 0x83, 0x04, 0x24, skip, 0xCF});  // INC EBX; ADD [ESP], skip; IRET
  return image_of(code);
}

struct Outcome {
  bool exited = false;
  std::uint32_t refused = 0;
  Step steps = 0;
  std::uint64_t hash = 0;
  bool operator==(const Outcome&) const = default;
};

Outcome run(const Image& image, EngineWay way, bool tso = false) {
  MachineConfig config{.cores = 2};
  if (tso) config.memory = MemoryModel::Tso;
  auto machine = machine_with(image, config, way);
  machine->apply(decisions::RunRound{0, 1'000, 20'000});
  return {machine->exited(), machine->registers(0).ebx, machine->step(), machine->hash()};
}

void expect_refused_each_time(const Image& image) {
  const auto exact = run(image, EngineWay::Exact);
  EXPECT_TRUE(exact.exited);
  EXPECT_EQ(exact.refused, kTimes);
  EXPECT_EQ(run(image, EngineWay::Fast), exact);
}

TEST(LockOfRegisters, IsAnInvalidOpcode) {
  const std::vector<std::vector<int>> forms = {
      {0xF0, 0x0F, 0xA3, 0xC8}, {0xF0, 0x0F, 0xAB, 0xC8},    {0xF0, 0x0F, 0xB3, 0xE4},
      {0xF0, 0x0F, 0xBB, 0xFF}, {0xF0, 0x0F, 0xBA, 0xE8, 4}, {0x66, 0xF0, 0x0F, 0xAB, 0xC1}};
  for (const auto& form : forms) {
    SCOPED_TRACE(::testing::PrintToString(form));
    expect_refused_each_time(loop_over(form, static_cast<int>(form.size())));
  }
}

TEST(LockOfRegisters, IsRefusedWhereTheCoreComesToItOnly) {
  // XOR EAX, EAX; DIV EAX faults first, and what follows is passed over.
  expect_refused_each_time(loop_over({0x31, 0xC0, 0xF7, 0xF0, 0xF0, 0x0F, 0xAB, 0xC8}, 6));
  // JMP over it, then UD2.
  expect_refused_each_time(loop_over({0xEB, 0x04, 0xF0, 0x0F, 0xAB, 0xC8, 0x0F, 0x0B}, 2));
}

TEST(LockOfRegisters, IsRefusedBehindOthersOfItsBlock) {
  expect_refused_each_time(loop_over({0x40, 0xA3, 0, 0x60, 0, 0, 0xF0, 0x0F, 0xAB, 0xC8, 0x42}, 4));
}

TEST(LockOfRegisters, IsRefusedAcrossTwoPages) {
  constexpr std::uint32_t kCrossing = kCode + 0xFFD;
  // MOV EAX, there; CALL EAX; RET behind it.
  auto image = loop_over({0xB8, 0xFD, 0x0F, 0x10, 0x00, 0xFF, 0xD0}, 4);
  image.segments.push_back({kCrossing, {0xF0, 0x0F, 0xAB, 0xC8, 0xC3}, 5, true});
  expect_refused_each_time(image);
}

TEST(LockOfRegisters, IsRefusedUntilItIsOverwritten) {
  const auto image = loop_over({0xF0, 0x0F, 0xAB, 0xC8}, 4);
  const auto run_and_poke = [&image](EngineWay way) {
    auto machine = machine_with(image, {.cores = 1}, way);
    machine->apply(decisions::Run{0, 100});
    machine->apply(decisions::Poke{kLoop, 0x90909090});
    machine->apply(decisions::Run{0, 20'000});
    EXPECT_TRUE(machine->exited());
    EXPECT_LT(machine->registers(0).ebx, kTimes / 2);
    EXPECT_GT(machine->registers(0).ebx, 5u);
    return machine->hash();
  };
  EXPECT_EQ(run_and_poke(EngineWay::Exact), run_and_poke(EngineWay::Fast));
}

TEST(LockOfRegisters, IsRefusedUnderTsoToo) {
  const auto outcome =
      run(loop_over({0xA3, 0, 0x60, 0, 0, 0xF0, 0x0F, 0xAB, 0xC8}, 4), EngineWay::Exact, true);
  EXPECT_TRUE(outcome.exited);
  EXPECT_EQ(outcome.refused, kTimes);
}

}  // namespace
}  // namespace vectorscope
