// SPDX-License-Identifier: GPL-2.0-or-later
// What may not be loaded into control registers (SDM 2B, MOV to control registers), and what
// may be written to the time-stamp counter. No guest program: QEMU 7.2 hangs, or the guest does.
#include "tests/emu/machine/guest.hpp"

namespace vectorscope {
namespace {

using namespace testing;

constexpr std::uint32_t kHandler = kCode + 0x200;

/// #GP counts in EBX and goes on behind the MOV.
std::unique_ptr<Machine> run(const Code& body, EngineWay way = EngineWay::Exact) {
  Code code;
  code.store(0x5068, 0x00080000 | (kHandler & 0xFFFF))
      .store(0x506C, (kHandler & 0xFFFF0000) | 0x8E00);
  code.store(0x3000, 0x500007FF).store(0x3004, 0)({0x0F, 0x01, 0x1D}).dword(0x3000);  // LIDT
  code({0xBC}).dword(0x80000);
  for (const auto byte : body.bytes()) code({byte});
  code({0xE7, 0xF4});
  while (code.here() < kHandler) code({0x90});
  code({0x83, 0xC4, 0x04, 0x43, 0x83, 0x04, 0x24, 0x03,
        0xCF});  // ADD ESP, 4; INC EBX; ADD [ESP], 3; IRET
  auto machine = machine_with(image_of(code), {.cores = 1}, way);
  machine->apply(decisions::Run{0, 1'000});
  EXPECT_TRUE(machine->exited());
  return machine;
}

Code to_cr0(std::uint32_t value) {
  return Code().eax(value)({0x0F, 0x22, 0xC0});
}
Code to_cr4(std::uint32_t value) {
  return Code().eax(value)({0x0F, 0x22, 0xE0});
}

TEST(ControlRegisters, PagingNeedsProtectionAndNoWriteThroughNoCache) {
  for (const std::uint32_t value : {0x80000010u, 0x20000011u, 0xA0000011u}) {
    const auto machine = run(to_cr0(value));
    EXPECT_EQ(machine->registers(0).ebx, 1u) << std::hex << value;
    EXPECT_EQ(machine->registers(0).cr0, 0x11u) << std::hex << value;
  }
  EXPECT_EQ(run(to_cr0(0x60000011))->registers(0).cr0, 0x60000011u);
}

TEST(ControlRegisters, ReservedBitsOfCr4AreRefused) {
  for (const std::uint32_t value : {1u, 2u, 1u << 11, 1u << 20, 1u << 31}) {
    const auto machine = run(to_cr4(value));
    EXPECT_EQ(machine->registers(0).ebx, 1u) << std::hex << value;
    EXPECT_EQ(machine->registers(0).cr4, 0u) << std::hex << value;
  }
  EXPECT_EQ(run(to_cr4(0x69C))->registers(0).cr4, 0x69Cu);
}

TEST(TimeStampCounter, GoesOnFromWhatIsWritten) {
  // MOV ECX, 10h; MOV EDX, 5; WRMSR; RDTSC; MOV ESI, EAX; RDMSR
  Code code;
  code({0xB9}).dword(0x10).eax(0x40000000)({0xBA}).dword(5)(
      {0x0F, 0x30, 0x0F, 0x31, 0x89, 0xC6, 0x0F, 0x32});
  for (const auto way : {EngineWay::Exact, EngineWay::Fast}) {
    const auto machine = run(code, way);
    EXPECT_EQ(machine->registers(0).ebx, 0u);
    EXPECT_EQ(machine->registers(0).edx, 0u);  // the upper half is cleared (SDM 3B, 17.15)
    EXPECT_EQ(machine->registers(0).esi, 0x40000001u);
    EXPECT_EQ(machine->registers(0).eax, 0x40000003u);
  }
}

}  // namespace
}  // namespace vectorscope
