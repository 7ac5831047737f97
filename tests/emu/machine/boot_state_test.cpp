// SPDX-License-Identifier: GPL-2.0-or-later
// What a kernel finds that relies on more than Multiboot promises: published first
// kernels have neither a descriptor table nor a stack of their own.
#include "guest.hpp"

namespace vectorscope {
namespace {

using namespace testing;

constexpr PhysicalAddress kIdt = 0x300000, kPointer = 0x300800;

TEST(BootState, AnInterruptWorksByTheLoadersTableAndStack) {
  Code code;
  code({0xEB, 0x06});  // JMP over the handler
  const auto handler = code.here();
  code({0xB9}).dword(0x12345678)({0xCF});  // MOV ECX; IRET
  code.store(kIdt + 0x21 * 8, 0x00080000 | (handler & 0xFFFF));
  code.store(kIdt + 0x21 * 8 + 4, (handler & 0xFFFF0000) | 0x8E00);
  code.store(kPointer, kIdt << 16 | 0x7FF).store(kPointer + 4, kIdt >> 16);
  code({0x0F, 0x01, 0x1D}).dword(kPointer)({0xCD, 0x21, 0xF4});  // LIDT; INT 21h; HLT
  auto machine = machine_with(image_of(code));
  machine->apply(decisions::Run{0, 100});
  EXPECT_EQ(machine->status(0), CoreStatus::Halted);
  EXPECT_EQ(machine->registers(0).ecx, 0x12345678u);
}

}  // namespace
}  // namespace vectorscope
