// SPDX-License-Identifier: GPL-2.0-or-later
// The information structure, read back as a kernel would.
#include "emu/load/multiboot.hpp"

#include <cstring>

#include <gmock/gmock.h>

#include "elf_builder.hpp"

namespace vectorscope {
namespace {

constexpr std::uint32_t kRamBytes = 2u << 20;

using test::Bytes;

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

/// What EBX holds, 0 if there is no room.
std::uint32_t place(Memory& memory, const Image& image, std::string_view cmdline) {
  return place_multiboot_info(memory.ram, image, cmdline).value_or(0);
}

TEST(MultibootInfo, HoldsWhatItsFlagsPromise) {
  Memory memory;
  const auto info = place(memory, with_segments({{0x100000, 4}}), "lab=demo x");
  ASSERT_NE(info, 0u);
  EXPECT_EQ(info % 4, 0u);
  EXPECT_EQ(memory.word(info), 0b1'0010'0100'1111u);
  EXPECT_EQ(memory.word(info + 4), 639u);
  EXPECT_EQ(memory.word(info + 8), 1024u);
  EXPECT_EQ(memory.text(memory.word(info + 16)), "lab=demo x");
  EXPECT_EQ(memory.word(info + 20), 0u);
  EXPECT_EQ(memory.word(info + 12), 0x8000FFFFu);
  EXPECT_EQ(memory.text(memory.word(info + 64)), "Vectorscope");
}

TEST(MultibootInfo, MemoryMapHasRamBelowAndAboveTheHole) {
  Memory memory;
  const auto info = place(memory, {}, "");
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
  const auto info = place(memory, with_segments(places), "");
  EXPECT_GE(info, 0x90000u);
  EXPECT_LT(info, 0x90800u);
  for (const auto& [address, size] : places)
    EXPECT_EQ(std::count(memory.ram.begin() + address, memory.ram.begin() + address + size, 0xCC),
              size);
}

TEST(MultibootInfo, AvoidsASegmentThatEndsAnywhere) {
  for (std::uint32_t end = 0x9EF00; end < 0x9F000; ++end) {
    Memory memory;
    const auto info = place(memory, with_segments({{0x800, end - 0x800}}), "");
    EXPECT_TRUE(info == 0 || info >= end) << end;
  }
}

TEST(MultibootInfo, SaysWhenThereIsNoRoom) {
  Memory memory;
  EXPECT_EQ(place(memory, with_segments({{0x1000, 0x9E000}}), ""), 0u);
  EXPECT_EQ(
      place(memory, with_segments({{0x1080, 0x9D000}, {0x9E080, 0xF00}}), ""),
      0u);
  EXPECT_EQ(place(memory, {}, std::string(700'000, 'x')), 0u);
  EXPECT_EQ(std::count(memory.ram.begin(), memory.ram.end(), 0), kRamBytes);
}

TEST(MultibootInfo, EveryLengthOfCommandLineFits) {
  Memory memory;
  for (std::size_t length = 0; length < 64; ++length) {
    const std::string line(length, 'x');
    const auto info = place(memory, {}, line);
    EXPECT_EQ(memory.text(memory.word(info + 16)), line);
    EXPECT_LT(memory.word(info + 16) + length, 0x9F000u);
  }
}

// Multiboot 0.6.96, 3.3, "framebuffer_type 2": EGA text, sizes in characters.
TEST(MultibootInfo, DescribesTheTextScreen) {
  Memory memory;
  const auto info = place(memory, {}, "");
  EXPECT_EQ(memory.word(info + 88), 0xB8000u);
  EXPECT_EQ(memory.word(info + 92), 0u);
  EXPECT_EQ(memory.word(info + 96), 160u);
  EXPECT_EQ(memory.word(info + 100), 80u);
  EXPECT_EQ(memory.word(info + 104), 25u);
  EXPECT_EQ(memory.ram[info + 108], 16);
  EXPECT_EQ(memory.ram[info + 109], 2);
}

TEST(MultibootInfo, ModulesLieOnPagesAboveTheKernelAndAreListed) {
  Memory memory;
  auto image = with_segments({{0x100000, 0x1001}});
  image.multiboot = true;
  ASSERT_TRUE(add_module(image, {.name = "one", .bytes = {1, 2, 3}}, kRamBytes));
  ASSERT_TRUE(add_module(image, {.name = "two", .bytes = {4}}, kRamBytes));
  const auto info = place(memory, image, "");
  ASSERT_EQ(memory.word(info + 20), 2u);
  const auto list = memory.word(info + 24);
  EXPECT_EQ(memory.word(list), 0x102000u);
  EXPECT_EQ(memory.word(list + 4), 0x102003u);
  EXPECT_EQ(memory.text(memory.word(list + 8)), "one");
  EXPECT_EQ(memory.word(list + 12), 0u);
  EXPECT_EQ(memory.word(list + 16), 0x103000u);
  EXPECT_EQ(memory.text(memory.word(list + 24)), "two");
  EXPECT_EQ(memory.word(0x102000), 0x00030201u);
  EXPECT_EQ(memory.ram[0x103000], 4);
}

TEST(MultibootInfo, ModulesThatDoNotFitAreRefused) {
  auto image = with_segments({{0x100000, 0x1000}});
  const auto refused = [&](Module module) {
    auto added = add_module(image, std::move(module), kRamBytes);
    return added ? std::string() : added.error().text;
  };
  EXPECT_THAT(refused({.name = "m", .bytes = {1}}), testing::HasSubstr("no Multiboot header"));
  image.multiboot = true;
  EXPECT_EQ(refused({.name = "fits", .bytes = Bytes(kRamBytes - 0x101000)}), "");
  EXPECT_THAT(refused({.name = "m", .bytes = {1}}), testing::HasSubstr("outside the 2 MB of RAM"));
}

Image image_with_a_symbol() {
  const auto file = test::ElfBuilder()
                        .segment(0x100000, test::multiboot_header(3))
                        .symbol("start", 0x100000, 4, STT_FUNC)
                        .build();
  return parse_image("k.elf", file, kRamBytes).value();
}

TEST(MultibootInfo, SectionHeadersLeadToTheSymbolsAndTheirNames) {
  Memory memory;
  const auto image = image_with_a_symbol();
  const auto info = place(memory, image, "");
  ASSERT_NE(memory.word(info) & 1u << 5, 0u);
  EXPECT_EQ(memory.word(info + 28), 4u);                   // num
  EXPECT_EQ(memory.word(info + 32), sizeof(Elf32_Shdr));   // size
  const auto headers = memory.word(info + 36);
  EXPECT_EQ(headers % 4096, 0u);
  Elf32_Shdr symbols{}, names{}, text{};
  std::memcpy(&symbols, &memory.ram.at(headers + 40), sizeof symbols);
  std::memcpy(&names, &memory.ram.at(headers + 80), sizeof names);
  std::memcpy(&text, &memory.ram.at(headers + 120), sizeof text);
  EXPECT_EQ(text.sh_addr, 0x100000u);  // where it is already stays
  Elf32_Sym symbol{};
  std::memcpy(&symbol, &memory.ram.at(symbols.sh_addr), sizeof symbol);
  EXPECT_EQ(symbol.st_value, 0x100000u);
  EXPECT_EQ(memory.text(names.sh_addr + symbol.st_name), "start");
}

TEST(MultibootInfo, ModulesLieBehindTheSections) {
  Memory memory;
  auto image = image_with_a_symbol();
  ASSERT_TRUE(add_module(image, {.name = "m", .bytes = {9}}, kRamBytes));
  const auto info = place(memory, image, "");
  EXPECT_EQ(memory.word(info + 36), 0x101000u);
  EXPECT_EQ(memory.word(memory.word(info + 24)), 0x102000u);
  EXPECT_EQ(memory.ram[0x102000], 9);
}

}  // namespace
}  // namespace vectorscope
