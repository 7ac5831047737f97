// SPDX-License-Identifier: GPL-2.0-or-later
// What a good image becomes.
#include "emu/load/image.hpp"

#include <filesystem>

#include <gmock/gmock.h>

#include "emu/base/file.hpp"
#include "emu/load/bundled.hpp"
#include "elf_builder.hpp"

namespace vectorscope {
namespace {

using test::append;
using test::Bytes;
using test::ElfBuilder;
using testing::ElementsAre;

constexpr std::uint64_t kRam = 64u << 20;

Image parsed(Bytes file) {
  auto image = parse_image("k.elf", std::move(file), kRam);
  EXPECT_TRUE(image.has_value()) << image.error().text;
  return image ? *image : Image{};
}

TEST(Elf, SegmentsGoToTheirPhysicalAddressesInOrder) {
  const Bytes file = ElfBuilder()
                         .segment(0x200000, {1, 2, 3}, 0x1000, PF_R | PF_W)
                         .segment(0x100000, {0x90, 0xF4})
                         .build();
  const Image image = parsed(file);
  ASSERT_EQ(image.segments.size(), 2u);
  EXPECT_EQ(image.segments[0].address, 0x100000u);
  EXPECT_THAT(image.segments[0].bytes, ElementsAre(0x90, 0xF4));
  EXPECT_TRUE(image.segments[0].executable);
  EXPECT_EQ(image.segments[1].address, 0x200000u);
  EXPECT_EQ(image.segments[1].size_in_memory, 0x1000u);
  EXPECT_FALSE(image.segments[1].executable);
  EXPECT_EQ(image.entry, 0x100000u);
  EXPECT_EQ(image.name, "k.elf");
  EXPECT_EQ(image.file, file);
}

TEST(Elf, HighHalfKernelLoadsByPhysicalAddress) {
  Bytes file = ElfBuilder().segment(0x100000, {0xF4}).build();
  test::put(file, sizeof(Elf32_Ehdr) + offsetof(Elf32_Phdr, p_vaddr), std::uint32_t{0x80100000});
  EXPECT_EQ(parsed(file).segments.at(0).address, 0x100000u);
}

TEST(Elf, AnEntryByVirtualAddressIsFoundWhereItsSegmentIsLoaded) {
  ElfBuilder builder;
  Bytes file = builder.segment(0x100000, {0x90, 0xF4}).build();
  test::put(file, sizeof(Elf32_Ehdr) + offsetof(Elf32_Phdr, p_vaddr), std::uint32_t{0xC0100000});
  test::put(file, offsetof(Elf32_Ehdr, e_entry), std::uint32_t{0xC0100001});
  EXPECT_EQ(parsed(file).entry, 0x100001u);
  test::put(file, offsetof(Elf32_Ehdr, e_entry), std::uint32_t{0x100000});
  EXPECT_EQ(parsed(file).entry, 0x100000u) << "as it stands";
}

TEST(Elf, ACodeSegmentNeedNotSayThatItIsOne) {
  const Image image = parsed(ElfBuilder().segment(0x100000, {0xF4}, 0, PF_R).build());
  EXPECT_EQ(image.entry, 0x100000u);
}

TEST(Elf, AMultibootKernelMayWishForAVideoMode) {
  Bytes text = test::multiboot_header(4, {0, 0, 0, 0, 0, 0, 1024, 768, 32});
  EXPECT_TRUE(parsed(ElfBuilder().segment(0x100000, text).build()).multiboot);
}

TEST(Elf, IsMultibootOnlyWithAHeaderWhoseChecksumHolds) {
  Bytes text = test::multiboot_header(3);
  EXPECT_TRUE(parsed(ElfBuilder().segment(0x100000, text).build()).multiboot);
  text[8] ^= 1;
  EXPECT_FALSE(parsed(ElfBuilder().segment(0x100000, text).build()).multiboot);
}

TEST(Elf, AMultibootHeaderPast8192BytesOrUnalignedDoesNotCount) {
  const auto with_header_at = [](std::size_t offset) {
    Bytes text(offset - sizeof(Elf32_Ehdr) - sizeof(Elf32_Phdr), 0x90);
    for (const auto byte : test::multiboot_header(0)) text.push_back(byte);
    return ElfBuilder().segment(0x100000, text).build();
  };
  EXPECT_TRUE(parsed(with_header_at(8192 - 12)).multiboot);
  EXPECT_FALSE(parsed(with_header_at(8192 - 8)).multiboot);
  EXPECT_FALSE(parsed(with_header_at(4098)).multiboot);
}

TEST(Elf, EmptySegmentsAreNothing) {
  const Image image = parsed(
      ElfBuilder().segment(0x100000, {0xF4}).segment(0xFFFFFFFF, {}).segment(0x100000, {}).build());
  EXPECT_EQ(image.segments.size(), 1u);
}

TEST(MultibootAddresses, LoadAFlatFile) {
  // 16 bytes before load_addr, the header at load_addr + 4, three words of code, bss.
  Bytes file(16 + 4, 0x90);
  for (const auto byte :
       test::multiboot_header(1u << 16, {0x100004, 0x100000, 0x10002C, 0x101000, 0x100024}))
    file.push_back(byte);
  for (const std::uint32_t code : {0xF4F4F4F4u, 0x11111111u, 0x22222222u}) append(file, code);
  const Image image = parsed(file);
  EXPECT_TRUE(image.multiboot);
  EXPECT_EQ(image.entry, 0x100024u);
  ASSERT_EQ(image.segments.size(), 1u);
  EXPECT_EQ(image.segments[0].address, 0x100000u);
  EXPECT_EQ(image.segments[0].bytes, Bytes(file.begin() + 16, file.begin() + 16 + 0x2C));
  EXPECT_EQ(image.segments[0].size_in_memory, 0x1000u);
}

TEST(MultibootAddresses, ZeroEndsMeanTheEndOfTheFileAndNoBss) {
  Bytes file = test::multiboot_header(1u << 16, {0x100000, 0x100000, 0, 0, 0x100020});
  append(file, std::uint32_t{0xF4F4F4F4});
  const Image image = parsed(file);
  ASSERT_EQ(image.segments.size(), 1u);
  EXPECT_EQ(image.segments[0].bytes, file);
  EXPECT_EQ(image.segments[0].size_in_memory, file.size());
}

TEST(Flat, BeginsAtItsFirstByte) {
  const auto image = flat_image("boot.bin", {0xEB, 0xFE}, 0x7C00, kRam);
  ASSERT_TRUE(image.has_value());
  EXPECT_EQ(image->entry, 0x7C00u);
  EXPECT_EQ(image->flat, PhysicalAddress{0x7C00});
  EXPECT_FALSE(image->multiboot);
  EXPECT_THAT(image->segments.at(0).bytes, ElementsAre(0xEB, 0xFE));
}

TEST(Flat, TakesItsNamesFromAnElfBesideIt) {
  auto image = flat_image("boot.bin", {0xEB, 0xFE}, 0x7C00, kRam).value();
  const auto elf = ElfBuilder()
                       .segment(0x100000, {0xF4})
                       .symbol("handles", 0x7D00, 1024, STT_OBJECT)
                       .build();
  ASSERT_TRUE(take_symbols(image, elf));
  ASSERT_NE(image.symbols.named("handles"), nullptr);
  EXPECT_EQ(image.symbols.named("handles")->address, 0x7D00u);
  EXPECT_EQ(image.symbols_file, elf);
  EXPECT_EQ(image.entry, 0x7C00u) << "the ELF is not loaded";
  EXPECT_FALSE(take_symbols(image, {1, 2, 3}));
}

TEST(LoadImage, IsNamedAfterTheFileWithoutItsFolder) {
  const auto path = std::filesystem::path(testing::TempDir()) / "kernel of mine.elf";
  ASSERT_TRUE(write_file(path, ElfBuilder().segment(0x100000, {0xF4}).build()));
  const auto image = load_image(path, kRam);
  ASSERT_TRUE(image.has_value()) << image.error().text;
  EXPECT_EQ(image->name, "kernel of mine.elf");
}

TEST(BundledKernel, IsAMultibootKernelWithItsNames) {
  const auto image = bundled_kernel();
  ASSERT_TRUE(image.has_value()) << image.error().text;
  EXPECT_EQ(image->name, "builtin");
  EXPECT_TRUE(image->multiboot);
  EXPECT_FALSE(image->symbols.all().empty());
  const auto file = read_file(KERNEL_ELF, kLargestImage);
  ASSERT_TRUE(file.has_value());
  EXPECT_TRUE(image->file == *file);
}

}  // namespace
}  // namespace vectorscope
