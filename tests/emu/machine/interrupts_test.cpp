// SPDX-License-Identifier: GPL-2.0-or-later
// What the machine adds to the engine: interrupts, coherent code, watching.
#include "guest.hpp"

namespace vectorscope {
namespace {

using namespace testing;

/// A guest with a GDT at 4000, an IDT at 5000 whose gates all lead to `handler`,
/// and ESP = 80000. The handler's address is patched in by the caller.
Code with_tables(std::uint32_t handler) {
  Code code;
  code.store(0x4008, 0x0000FFFF).store(0x400C, 0x00CF9A00).store(0x4010, 0x0000FFFF);
  code.store(0x4014, 0x00CF9200);
  code.store(0x3000, 0x40000017).store(0x3004, 0);
  code({0x0F, 0x01, 0x15}).dword(0x3000);                       // LGDT
  code({0x31, 0xC9});                                           // XOR ECX, ECX
  code({0xC7, 0x04, 0xCD}).dword(0x5000).dword(0x00080000 | (handler & 0xFFFF));
  code({0xC7, 0x04, 0xCD}).dword(0x5004).dword((handler & 0xFFFF0000) | 0x8E00);
  code({0x41, 0x81, 0xF9}).dword(256)({0x75, 0xE1});
  code.store(0x3010, 0x500007FF).store(0x3014, 0);
  code({0x0F, 0x01, 0x1D}).dword(0x3010);                       // LIDT
  code({0xBC}).dword(0x80000);                                  // MOV ESP
  return code;
}

constexpr std::uint32_t kHandler = 0x100200;

/// Puts `handler` at kHandler behind `code`.
Image guest(Code code, std::initializer_list<int> handler) {
  while (code.here() < kHandler) code({0x90});
  code(handler);
  return image_of(code);
}

TEST(Interrupts, SoftwareInterruptEntersTheGateAndIretReturns) {
  auto code = with_tables(kHandler);
  code({0xCD, 0x80});          // INT 80
  const auto after = code.here();
  code({0xEB, 0xFE});
  auto machine = machine_with(guest(code, {0xCF}));  // IRET
  machine->apply(decisions::Run{0, 2'000});
  EXPECT_EQ(machine->registers(0).eip, after);
  const auto entries = events_of<events::InterruptEntry>(*machine);
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].vector, 0x80);
  EXPECT_EQ(entries[0].cause, Cause::Software);
  EXPECT_EQ(entries[0].return_eip, after);
  EXPECT_EQ(entries[0].depth, 1);
  ASSERT_EQ(events_of<events::InterruptExit>(*machine).size(), 1u);
  EXPECT_EQ(machine->interrupt_depth(0), 0u);
}

// SDM 2, STI: the instruction after STI still runs before an interrupt is taken.
TEST(Interrupts, TheShadowOfStiLastsOneInstruction) {
  auto code = with_tables(kHandler);
  code({0xB0, 0x00, 0xE6, 0x21});   // unmask the PIC, whose vectors are at 0 after reset
  code({0x31, 0xDB, 0x90, 0x90});   // XOR EBX, EBX
  const auto wait = code.here();
  code({0xEB, 0xFE});
  auto machine = machine_with(guest(code, {0xEB, 0xFE}));
  machine->apply(decisions::Run{0, 2'000});
  ASSERT_EQ(machine->registers(0).eip, wait);
  // STI; INC EBX; INC EBX over the loop.
  machine->apply(decisions::Poke{wait, 0x90'43'43'FB});
  machine->apply(decisions::RaiseIrq{5});
  machine->apply(decisions::Run{0, 10});
  EXPECT_EQ(machine->registers(0).ebx, 1u);
  EXPECT_EQ(machine->registers(0).eip, kHandler);
}

TEST(Interrupts, AHaltedCoreIsWokenByAnIrqAndNotByAMaskedOne) {
  auto code = with_tables(kHandler);
  code({0xB0, 0xDF, 0xE6, 0x21, 0xFB, 0xF4, 0xEB, 0xFD});  // mask all but IRQ 5; STI; HLT; JMP
  auto machine = machine_with(guest(code, {0xEB, 0xFE}));
  machine->apply(decisions::Run{0, 5'000});
  ASSERT_EQ(machine->status(0), CoreStatus::Halted);
  machine->apply(decisions::RaiseIrq{3});
  EXPECT_FALSE(machine->can_run(0));
  machine->apply(decisions::RaiseIrq{5});
  EXPECT_TRUE(machine->can_run(0));
  machine->apply(decisions::Run{0, 1});
  EXPECT_EQ(machine->status(0), CoreStatus::Running);
  EXPECT_EQ(events_of<events::CoreWoken>(*machine).size(), 1u);
}

TEST(Interrupts, HaltedWithInterruptsOffIsOverForEver) {
  auto machine = machine_with(Code()({0xFA, 0xF4}));
  EXPECT_EQ(machine->apply(decisions::Run{0, 100}).ended, Ended::Over);
}

// SDM 3A, 11.6: a store is seen by the next fetch of that instruction.
TEST(Code, OverwrittenByItselfIsExecutedAsItIsNow) {
  Code code;
  code({0xBB}).dword(0);                    // MOV EBX, 0
  const auto loop = code.here();
  code({0x43});                             // INC EBX, becomes DEC EBX
  code({0xC6, 0x05}).dword(loop)({0x4B});   // MOV BYTE [loop], DEC EBX
  code({0xEB, 0xF6});
  auto machine = machine_with(code);
  machine->apply(decisions::Run{0, 1 + 3 * 5});
  EXPECT_EQ(static_cast<std::int32_t>(machine->registers(0).ebx), 1 - 4);
}

TEST(Code, OverwrittenFromOutsideIsExecutedAsItIsNow) {
  Code code;
  code({0x43, 0x90, 0xEB, 0xFC});  // INC EBX; NOP; JMP
  auto machine = machine_with(code);
  machine->apply(decisions::Run{0, 300});
  EXPECT_EQ(machine->registers(0).ebx, 100u);
  machine->apply(decisions::Poke{kCode, 0xFCEB904B});  // DEC EBX
  machine->apply(decisions::Run{0, 300});
  EXPECT_EQ(machine->registers(0).ebx, 0u);
}

TEST(Slots, AreWatchedWhetherTheyShareAPageWithCodeOrNot) {
  for (PhysicalAddress array : {0x200000u, kCode + 0x400u}) {
    Code code;
    code.store(array + 4 * 0x80, 0x1234).store(array + 4 * 0x80, 0x1234)({0xC6, 0x05});
    code.dword(array + 4 * 7 + 1)({0x55});                     // one byte of slot 7
    code({0xEB, 0xFE});
    auto image = image_of(code);
    image.segments[0].size_in_memory = 0x1000;
    MachineConfig config{.cores = 1};
    config.handlers = HandlersAt{array, 256, 4};
    auto machine = machine_with(std::move(image), config);
    machine->apply(decisions::Run{0, 10});
    const auto swaps = events_of<events::SlotSwap>(*machine);
    ASSERT_EQ(swaps.size(), 2u) << std::hex << array;
    EXPECT_EQ(swaps[0].slot, 0x80);
    EXPECT_EQ(swaps[0].was, 0u);
    EXPECT_EQ(swaps[0].now, 0x1234u);
    EXPECT_EQ(swaps[1].slot, 7);
    EXPECT_EQ(swaps[1].now, 0x5500u);
  }
}

TEST(Watching, CallsAndReturnsArePublishedAndChangeNothing) {
  auto watched = machine_with_kernel("", 2);
  auto plain = machine_with_kernel("", 2);
  const auto* work = watched->image().symbols.named("pmm_alloc_work");
  ASSERT_NE(work, nullptr);
  watched->watch_functions({work->address});
  watched->apply(decisions::RunRound{0, 1, 500'000});
  plain->apply(decisions::RunRound{0, 1, 500'000});
  const auto enters = events_of<events::FunctionEnter>(*watched);
  const auto exits = events_of<events::FunctionExit>(*watched);
  EXPECT_GT(enters.size(), 100u);
  EXPECT_LE(enters.size() - exits.size(), 2u);
  EXPECT_EQ(exits[0].address, work->address);
  EXPECT_EQ(exits[0].result % 4096, 0u);  // a page
  EXPECT_TRUE(events_of<events::FunctionEnter>(*plain).empty());
  EXPECT_EQ(watched->hash(), plain->hash());
}

}  // namespace
}  // namespace vectorscope
