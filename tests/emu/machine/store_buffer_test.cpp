// SPDX-License-Identifier: GPL-2.0-or-later
// What makes a waiting store reach memory, and what a core's death does to it
// (SDM 3A, 8.2.5: locked instructions, serializing instructions, I/O; 8.3).
#include <cstring>
#include <set>
#include <sstream>

#include "emu/bus/ram.hpp"
#include "emu/cpu/store_buffer.hpp"
#include "tests/emu/machine/guest.hpp"

namespace vectorscope {
namespace {

using testing::Code;
using testing::events_of;
using testing::kCode;
using testing::machine_with;

constexpr PhysicalAddress kData = 0x200000;
const MachineConfig kTso = {.cores = 1, .memory = MemoryModel::Tso};

std::uint32_t memory_at(const Machine& machine, PhysicalAddress at) {
  std::uint32_t value = 0;
  std::memcpy(&value, machine.ram().data() + at, sizeof value);
  return value;
}

/// A store, then `instructions`; what has reached memory after `steps` of them.
std::uint32_t seen_after(std::initializer_list<int> instructions, Step steps) {
  const auto machine = machine_with(Code().store(kData, 7)(instructions)({0xEB, 0xFE}), kTso);
  machine->apply(decisions::Run{0, 1});
  EXPECT_EQ(memory_at(*machine, kData), 0u);
  EXPECT_EQ(machine->waiting_stores(0).size(), 1u);
  machine->apply(decisions::Run{0, steps});
  return memory_at(*machine, kData);
}

TEST(StoreBuffer, AStoreWaitsUntilItIsDrained) {
  const auto machine = machine_with(Code().store(kData, 7).store(kData + 4, 8)({0xEB, 0xFE}), kTso);
  machine->apply(decisions::Run{0, 100});
  EXPECT_EQ(memory_at(*machine, kData), 0u);
  machine->apply(decisions::Drain{0});
  EXPECT_EQ(memory_at(*machine, kData), 7u);
  EXPECT_EQ(memory_at(*machine, kData + 4), 0u);
  machine->apply(decisions::Drain{0});
  EXPECT_EQ(memory_at(*machine, kData + 4), 8u);
  EXPECT_EQ(machine->apply(decisions::Drain{0}).ended, Ended::CannotRun);
  EXPECT_EQ(events_of<events::StoreDrained>(*machine).size(), 2u);
}

TEST(StoreBuffer, AStoreThroughAnotherMappingWaitsInItsPage) {
  constexpr PhysicalAddress kDirectory = 0x300000;
  constexpr LinearAddress kHigh = 0x40000000;
  Code code;  // pages of 4 MB: 0 and kHigh both show the first one
  code.store(kDirectory, 0x83).store(kDirectory + 4 * (kHigh >> 22), 0x83);
  code.eax(kDirectory)({0x0F, 0x22, 0xD8}).eax(0x10)({0x0F, 0x22, 0xE0});
  code.eax(0x80000011)({0x0F, 0x22, 0xC0}).store(kHigh + kData, 7)({0xEB, 0xFE});
  const auto machine = machine_with(code, kTso);
  machine->apply(decisions::Run{0, 100});
  EXPECT_EQ(memory_at(*machine, kData), 0u);
  ASSERT_EQ(machine->waiting_stores(0).size(), 1u);
  EXPECT_EQ(machine->waiting_stores(0)[0].address, kData);
  machine->apply(decisions::Drain{0});
  EXPECT_EQ(memory_at(*machine, kData), 7u);
}

TEST(StoreBuffer, PlainInstructionsDrainNothing) {
  EXPECT_EQ(seen_after({0x90}, 1), 0u);              // NOP
  EXPECT_EQ(seen_after({0x0F, 0xAE, 0xE8}, 1), 0u);  // LFENCE
  EXPECT_EQ(seen_after({0x87, 0xC8}, 1), 0u);        // XCHG of two registers
  EXPECT_EQ(seen_after({0xFA}, 1), 0u);              // CLI
}

TEST(StoreBuffer, WhatSerializesDrains) {
  EXPECT_EQ(seen_after({0x0F, 0xAE, 0xF0}, 1), 7u);                          // MFENCE
  EXPECT_EQ(seen_after({0x0F, 0xAE, 0xF8}, 1), 7u);                          // SFENCE
  EXPECT_EQ(seen_after({0x0F, 0xA2}, 1), 7u);                                // CPUID
  EXPECT_EQ(seen_after({0x0F, 0x20, 0xC0, 0x0F, 0x22, 0xC0}, 2), 7u);        // MOV CR0
  EXPECT_EQ(seen_after({0xE4, 0x61}, 1), 7u);                                // IN
  EXPECT_EQ(seen_after({0xE6, 0x80}, 1), 7u);                                // OUT
  EXPECT_EQ(seen_after({0x87, 0x05, 0x40, 0x00, 0x20, 0x00}, 1), 7u);        // XCHG with memory
  EXPECT_EQ(seen_after({0xF0, 0xFF, 0x05, 0x40, 0x00, 0x20, 0x00}, 1), 7u);  // LOCK INC
  EXPECT_EQ(seen_after({0xA1, 0x20, 0x00, 0xE0, 0xFE}, 1), 7u);              // a device's register
}

TEST(StoreBuffer, ALockedInstructionsOwnStoreDoesNotWait) {
  const auto machine = machine_with(Code()({0xF0, 0xFF, 0x05}).dword(kData)({0xEB, 0xFE}), kTso);
  machine->apply(decisions::Run{0, 1});
  EXPECT_EQ(memory_at(*machine, kData), 1u);
  EXPECT_TRUE(machine->waiting_stores(0).empty());
}

TEST(StoreBuffer, AnInterruptsEntryDrainsAndItsFrameDoesNotWait) {
  constexpr PhysicalAddress kIdt = 0x210000, kPointer = 0x211000, kStack = 0x220000;
  Code code;
  code({0xBC}).dword(kStack);
  code({0x0F, 0x01, 0x1D}).dword(kPointer);
  code.store(kData, 7)({0xCD, 0x03});
  const auto machine = machine_with(code, kTso);
  const std::uint32_t handler = kCode;
  machine->apply(decisions::Poke{kIdt + 24, 0x00080000 | (handler & 0xFFFF)});
  machine->apply(decisions::Poke{kIdt + 28, (handler & 0xFFFF0000) | 0x8E00});
  machine->apply(decisions::Poke{kPointer, (kIdt & 0xFFFF) << 16 | 0x7FF});
  machine->apply(decisions::Poke{kPointer + 4, kIdt >> 16});
  machine->apply(decisions::Run{0, 3});
  EXPECT_EQ(memory_at(*machine, kData), 0u);
  machine->apply(decisions::Run{0, 1});
  EXPECT_EQ(memory_at(*machine, kData), 7u);
}

TEST(StoreBuffer, StoresOfADeadCoreStillDrain) {
  const auto machine = machine_with(Code().store(kData, 7)({0xEB, 0xFE}), kTso);
  machine->apply(decisions::Run{0, 5});
  machine->apply(decisions::Kill{0});
  EXPECT_EQ(memory_at(*machine, kData), 0u);
  machine->apply(decisions::Drain{0});
  EXPECT_EQ(memory_at(*machine, kData), 7u);
}

TEST(StoreBuffer, AFullBufferDrainsItsOldest) {
  Code code;
  for (std::uint32_t i = 0; i < 100; ++i) code.store(kData + 4 * i, i + 1);
  const auto machine = machine_with(code({0xEB, 0xFE}), kTso);
  machine->apply(decisions::Run{0, 100});
  EXPECT_EQ(memory_at(*machine, kData), 1u);
  EXPECT_EQ(memory_at(*machine, kData + 4 * 99), 0u);
  EXPECT_LE(machine->waiting_stores(0).size(), StoreBuffer::kMost);
  EXPECT_GE(machine->waiting_stores(0).size(), StoreBuffer::kMost - StoreBuffer::kMostAtOnce);
}

TEST(StoreBuffer, AStoreAcrossTwoPagesWaitsAsAWhole) {
  const auto machine = machine_with(Code().store(kData + 0xFFE, 0x44332211)({0xEB, 0xFE}), kTso);
  machine->apply(decisions::Run{0, 2});
  EXPECT_EQ(memory_at(*machine, kData + 0xFFE), 0u);
  while (machine->apply(decisions::Drain{0}).ended == Ended::Done) {
  }
  EXPECT_EQ(memory_at(*machine, kData + 0xFFE), 0x44332211u);
}

// By MOV, PUSH, STOSD and ADD, into two pages that do not follow each
// other in memory.
TEST(StoreBuffer, AStoreAcrossTwoPagesWaitsInBothOfThem) {
  constexpr PhysicalAddress kDirectory = 0x300000, kTable = 0x301000, kFirst = 0x400000,
                            kSecond = 0x500000;
  constexpr LinearAddress kHigh = 0x40000000, kAcross = kHigh + 0xFFE;
  const auto start = [&](std::initializer_list<int> instructions) {
    Code code;
    code({0xBC}).dword(kAcross + 4)({0xBF}).dword(kAcross)({0xBB}).dword(kAcross);
    code.store(kDirectory, 0x83).store(kDirectory + 4 * (kHigh >> 22), kTable | 3);
    code.store(kTable, kFirst | 3).store(kTable + 4, kSecond | 3);
    code.eax(kDirectory)({0x0F, 0x22, 0xD8}).eax(0x10)({0x0F, 0x22, 0xE0});
    code.eax(0x80000011)({0x0F, 0x22, 0xC0}).eax(0x44332211)(instructions)({0xEB, 0xFE});
    const auto machine = machine_with(code, kTso);
    machine->apply(decisions::Run{0, 15});
    EXPECT_EQ(machine->waiting_stores(0).size(), 2u);
    EXPECT_EQ(memory_at(*machine, kFirst + 0xFFC), 0u);
    EXPECT_EQ(memory_at(*machine, kSecond), 0u);
    machine->apply(decisions::Drain{0});
    EXPECT_EQ(memory_at(*machine, kFirst + 0xFFC), 0x22110000u);
    EXPECT_EQ(memory_at(*machine, kSecond), 0u) << "each half by itself";
    machine->apply(decisions::Drain{0});
    EXPECT_EQ(memory_at(*machine, kSecond), 0x4433u);
    EXPECT_EQ(memory_at(*machine, kFirst + 0x1000), 0u) << "what follows in memory";
  };
  start({0x89, 0x03});  // MOV [EBX], EAX
  start({0x50});        // PUSH EAX
  start({0xAB});        // STOSD
  start({0x01, 0x03});  // ADD [EBX], EAX
}

TEST(StoreBuffer, TheHashKnowsWhatWaits) {
  const auto with = machine_with(Code().store(kData, 0)({0xEB, 0xFE}), kTso);
  const auto machine = machine_with(Code().store(kData, 0)({0xEB, 0xFE}), kTso);
  with->apply(decisions::Run{0, 1});
  machine->apply(decisions::Run{0, 1});
  EXPECT_EQ(with->hash(), machine->hash());
  machine->apply(decisions::Drain{0});  // the memory stays as it was
  EXPECT_NE(with->hash(), machine->hash());
}

TEST(StoreBuffer, ASlotIsSwappedWhenItsStoreReachesMemory) {
  auto config = kTso;
  config.handlers = HandlersAt{kData, 16, 4};
  const auto machine = machine_with(Code().store(kData + 8, 0x1234)({0xEB, 0xFE}), config);
  machine->apply(decisions::Run{0, 3});
  ASSERT_EQ(events_of<events::SlotStored>(*machine).size(), 1u);
  EXPECT_EQ(events_of<events::SlotStored>(*machine)[0].value, 0x1234u);
  EXPECT_TRUE(events_of<events::SlotSwap>(*machine).empty());
  machine->apply(decisions::Drain{0});
  const auto swaps = events_of<events::SlotSwap>(*machine);
  ASSERT_EQ(swaps.size(), 1u);
  EXPECT_EQ(swaps[0].slot, 2u);
  EXPECT_EQ(swaps[0].now, 0x1234u);
  EXPECT_EQ(swaps[0].eip, kCode);
}

// Two stores to one place, the core's own view, and what others see, by hand.
TEST(StoreBuffer, OverlappingStoresComeBackInOrder) {
  auto ram = Ram::create(4096).value();
  const auto bytes = ram.bytes();
  StoreBuffer buffer(bytes);
  const auto store = [&](PhysicalAddress at, std::initializer_list<int> values) {
    buffer.begin(at, static_cast<unsigned>(values.size()), 0, 1);
    for (auto at_byte = at; const int value : values)
      bytes[at_byte++] = static_cast<std::uint8_t>(value);
    ASSERT_TRUE(buffer.complete());
  };
  buffer.cover();
  store(0, {1, 1, 1, 1});
  store(2, {2, 2, 2, 2});
  buffer.uncover();
  EXPECT_EQ(bytes[0] + bytes[2] + bytes[5], 0);
  bytes[3] = 9;  // somebody else
  buffer.cover();
  EXPECT_EQ(bytes[0], 1);
  EXPECT_EQ(bytes[3], 2);
  buffer.uncover();
  EXPECT_EQ(bytes[3], 9);
  buffer.drain();
  EXPECT_EQ(bytes[3], 1);
  EXPECT_EQ(bytes[4], 0);
  buffer.drain();
  EXPECT_EQ(bytes[3], 2);
  EXPECT_TRUE(buffer.empty());
}

// The same kernel, the same report: its repaired locks know about TSO.
TEST(StoreBuffer, TheKernelsSelftestIsTheSameUnderTso) {
  std::vector<std::string> texts;
  for (const auto memory : {MemoryModel::Sc, MemoryModel::Tso}) {
    auto image = load_image(KERNEL_ELF, 64u << 20);
    ASSERT_TRUE(image) << image.error().text;
    MachineConfig config{.cores = 2, .cmdline = "lab=selftest", .memory = memory};
    const auto machine = machine_with(std::move(*image), config);
    while (!machine->exited() && machine->step() < 50'000'000)
      machine->apply(decisions::RunRound{0, 50, 1'000'000});
    auto& text = texts.emplace_back();
    for (const auto& event : events_of<events::SerialText>(*machine)) text += event.character;
  }
  const auto lines = [](const std::string& text) {
    std::multiset<std::string> kept;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
      if (line.starts_with("= ")) kept.insert(line);
    return kept;
  };
  EXPECT_GE(lines(texts[0]).size(), 40u);
  EXPECT_EQ(lines(texts[0]), lines(texts[1]));
}

}  // namespace
}  // namespace vectorscope
