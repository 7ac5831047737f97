// SPDX-License-Identifier: GPL-2.0-or-later
// The information structure, read back as a kernel would.
#include "emu/load/multiboot.hpp"

#include <cstring>

#include <gmock/gmock.h>

namespace vectorscope {
namespace {

constexpr std::uint32_t kRamBytes = 2u << 20;

struct Memory {
  std::vector<std::uint8_t> ram = std::vector<std::uint8_t>(kRamBytes);
  [[nodiscard]] std::uint32_t word(std::uint32_t at) const {
    std::uint32_t value = 0;
    std::memcpy(&value, &ram.at(at), sizeof value);
    return value;
  }
  [[nodiscard]] std::string text(std::uint32_t at) const {
    return reinterpret_cast<const char*>(&ram.at(at));
  }
};

Image with_segments(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& places) {
  Image image;
  for (const auto& [address, size] : places)
    image.segments.push_back({.address = address, .bytes = {}, .size_in_memory = size});
  return image;
}

TEST(MultibootInfo, HoldsWhatItsFlagsPromise) {
  Memory memory;
  const auto info = place_multiboot_info(memory.ram, with_segments({{0x100000, 4}}), "lab=demo x");
  ASSERT_NE(info, 0u);
  EXPECT_EQ(info % 4, 0u);
  EXPECT_EQ(memory.word(info), 0b10'0100'1101u);
  EXPECT_EQ(memory.word(info + 4), 639u);
  EXPECT_EQ(memory.word(info + 8), 1024u);
  EXPECT_EQ(memory.text(memory.word(info + 16)), "lab=demo x");
  EXPECT_EQ(memory.word(info + 20), 0u);
  EXPECT_EQ(memory.text(memory.word(info + 64)), "Vectorscope");
}

TEST(MultibootInfo, MemoryMapHasRamBelowAndAboveTheHole) {
  Memory memory;
  const auto info = place_multiboot_info(memory.ram, {}, "");
  std::vector<std::array<std::uint32_t, 3>> found;  // base, length, type
  const std::uint32_t begin = memory.word(info + 48), length = memory.word(info + 44);
  for (std::uint32_t at = begin; at < begin + length; at += memory.word(at) + 4) {
    EXPECT_EQ(memory.word(at + 8), 0u);
    EXPECT_EQ(memory.word(at + 16), 0u);
    found.push_back({memory.word(at + 4), memory.word(at + 12), memory.word(at + 20)});
  }
  using Entry = std::array<std::uint32_t, 3>;
  EXPECT_THAT(found, testing::ElementsAre(Entry{0, 0x9FC00, 1}, Entry{0x9FC00, 0x400, 2},
                                          Entry{0xF0000, 0x10000, 2},
                                          Entry{0x100000, kRamBytes - 0x100000, 1}));
}

TEST(MultibootInfo, AvoidsTheSegments) {
  const std::vector<std::pair<std::uint32_t, std::uint32_t>> places = {
      {0x2000, 0x8E000}, {0x90800, 0xD000}, {0x9D880, 0x1F80}, {0x100000, 0x1000}};
  Memory memory;
  for (const auto& [address, size] : places)
    std::fill_n(memory.ram.begin() + address, size, std::uint8_t{0xCC});
  const auto info = place_multiboot_info(memory.ram, with_segments(places), "");
  EXPECT_GE(info, 0x90000u);
  EXPECT_LT(info, 0x90800u);
  for (const auto& [address, size] : places)
    EXPECT_EQ(std::count(memory.ram.begin() + address, memory.ram.begin() + address + size, 0xCC),
              size);
}

TEST(MultibootInfo, AvoidsASegmentThatEndsAnywhere) {
  for (std::uint32_t end = 0x9EF00; end < 0x9F000; ++end) {
    Memory memory;
    const auto info = place_multiboot_info(memory.ram, with_segments({{0x800, end - 0x800}}), "");
    EXPECT_TRUE(info == 0 || info >= end) << end;
  }
}

TEST(MultibootInfo, SaysWhenThereIsNoRoom) {
  Memory memory;
  EXPECT_EQ(place_multiboot_info(memory.ram, with_segments({{0x1000, 0x9E000}}), ""), 0u);
  EXPECT_EQ(
      place_multiboot_info(memory.ram, with_segments({{0x1080, 0x9D000}, {0x9E080, 0xF00}}), ""),
      0u);
  EXPECT_EQ(place_multiboot_info(memory.ram, {}, std::string(700'000, 'x')), 0u);
  EXPECT_EQ(std::count(memory.ram.begin(), memory.ram.end(), 0), kRamBytes);
}

TEST(MultibootInfo, EveryLengthOfCommandLineFits) {
  Memory memory;
  for (std::size_t length = 0; length < 64; ++length) {
    const std::string line(length, 'x');
    const auto info = place_multiboot_info(memory.ram, {}, line);
    EXPECT_EQ(memory.text(memory.word(info + 16)), line);
    EXPECT_LT(memory.word(info + 16) + length, 0x9F000u);
  }
}

}  // namespace
}  // namespace vectorscope
