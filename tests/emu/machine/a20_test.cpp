// SPDX-License-Identifier: GPL-2.0-or-later
// The A20 gate: while it is shut, address bit 20 is 0 for every core, whoever
// shut it, and with paging too.
#include <cstring>

#include "guest.hpp"

namespace vectorscope {
namespace {

using namespace testing;

constexpr PhysicalAddress kEven = 0x200000;  // where the gate does not matter

Image at_even(const Code& code) {
  auto image = image_of(code);
  image.entry = kEven;
  image.segments[0].address = kEven;
  return image;
}

std::uint32_t word(const Machine& machine, PhysicalAddress at) {
  std::uint32_t value = 0;
  std::memcpy(&value, machine.ram().data() + at, 4);
  return value;
}

/// MOV AL, value; OUT port, AL
Code& out(Code& code, int port, int value) { return code({0xB0, value, 0xE6, port}); }

TEST(A20, ShutByPort92OddMegabytesAreTheEvenOnes) {
  Code code;
  out(code, 0x92, 0x00).store(0x700010, 0x11111111);
  code({0x8B, 0x1D}).dword(0x700010);  // MOV EBX, [300010]
  out(code, 0x92, 0x02).store(0x700010, 0x22222222);
  code({0x8B, 0x0D}).dword(0x700010)({0xF4});
  auto machine = machine_with(at_even(code));
  machine->apply(decisions::Run{0, 100});
  EXPECT_EQ(machine->registers(0).ebx, 0x11111111u);
  EXPECT_EQ(machine->registers(0).ecx, 0x22222222u);
  EXPECT_EQ(word(*machine, 0x700010), 0x22222222u);
}

TEST(A20, ShutByThe8042AStoreAtOneMegabyteIsOneAtZero) {
  Code code;
  out(code, 0x64, 0xDD).store(0x100500, 0x5A5A5A5A)({0xF4});
  auto machine = machine_with(at_even(code));
  machine->apply(decisions::Run{0, 100});
  EXPECT_EQ(word(*machine, 0x500), 0x5A5A5A5Au);
  EXPECT_EQ(word(*machine, 0x100500), 0u);
}

TEST(A20, IsUnderThePageTables) {
  Code code;  // page directory at 601000: 0 -> 4 MB page; its second table at 602000
  code.store(0x601000, 0x00000083).store(0x601004, 0x00602003);
  code.store(0x602000, 0x00100003);                              // 400000 -> 100000
  code({0xB8}).dword(0x601000)({0x0F, 0x22, 0xD8});              // MOV CR3
  code({0x0F, 0x20, 0xE0, 0x83, 0xC8, 0x10, 0x0F, 0x22, 0xE0});  // CR4.PSE
  code({0x0F, 0x20, 0xC0, 0x0D}).dword(0x80000000)({0x0F, 0x22, 0xC0});
  out(code, 0x92, 0x00).store(0x400600, 0x77777777)({0xF4});
  auto machine = machine_with(at_even(code));
  machine->apply(decisions::Run{0, 100});
  EXPECT_EQ(word(*machine, 0x600), 0x77777777u);
  EXPECT_EQ(word(*machine, 0x100600), 0u);
  const auto seen = machine->read_linear(0, 0x400600, 1);
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_EQ(seen[0], 0x77) << "viewers see what the core would";
}

TEST(A20, IsPartOfTheStateAndReplays) {
  Code code;
  out(code, 0x92, 0x00).store(0x100500, 1)({0xEB, 0xFE});
  auto machine = machine_with(at_even(code), {.cores = 2});
  machine->apply(decisions::RunRound{0, 1, 20});
  auto other = machine_with(at_even(code), {.cores = 2});
  for (int i = 0; i < 20; ++i) {
    (void)other->hash();
    other->apply(decisions::RunRound{0, 1, 1});
  }
  EXPECT_EQ(machine->hash(), other->hash());
}

}  // namespace
}  // namespace vectorscope
