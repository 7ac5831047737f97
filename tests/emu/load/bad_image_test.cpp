// SPDX-License-Identifier: GPL-2.0-or-later
// Every unusable image is one clear line: the file, what is wrong, where, what
// to do.
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

#include "emu/load/image.hpp"
#include "elf_builder.hpp"

namespace vectorscope {
namespace {

using test::Bytes;
using test::ElfBuilder;
using test::put;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr std::uint64_t kRam = 64u << 20;
constexpr std::size_t kProgram = sizeof(Elf32_Ehdr);  // offset of the first program header

Bytes good() { return ElfBuilder().segment(0x100000, {0x90, 0xF4}).build(); }
Bytes text(std::string_view words) { return {words.begin(), words.end()}; }

template <class T>
Bytes changed(std::size_t offset, T value) {
  Bytes file = good();
  put(file, offset, value);
  return file;
}

std::string error_of(const Bytes& file) {
  const auto image = parse_image("k.elf", file, kRam);
  return image ? "no error" : image.error().text;
}

auto says(const char* what) {
  return AllOf(StartsWith("k.elf: "), HasSubstr(what), Not(HasSubstr("\n")),
               Not(testing::EndsWith(".")));
}

TEST(BadImage, EmptyFile) { EXPECT_THAT(error_of({}), says("is empty")); }

TEST(BadImage, TextFile) {
  EXPECT_THAT(error_of(text("#!/bin/sh\necho hello\n")), says("is a text file"));
}

TEST(BadImage, NeitherElfNorMultibootNamesTheFlatSwitch) {
  EXPECT_THAT(error_of({0, 1, 2, 3, 0x55, 0xAA}),
              AllOf(says("neither ELF nor Multiboot"), HasSubstr("--flat")));
}

TEST(BadImage, OtherKindsOfElf) {
  EXPECT_THAT(error_of(changed<std::uint8_t>(EI_CLASS, ELFCLASS64)), says("64-bit ELF"));
  EXPECT_THAT(error_of(changed<std::uint8_t>(EI_CLASS, 9)), says("unknown class 9"));
  EXPECT_THAT(error_of(changed<std::uint8_t>(EI_DATA, ELFDATA2MSB)), says("little-endian"));
  EXPECT_THAT(error_of(changed<std::uint16_t>(18, EM_ARM)), says("machine 40, not i386"));
  EXPECT_THAT(error_of(changed<std::uint16_t>(44, 0)), says("without program headers"));
  EXPECT_THAT(error_of(changed<std::uint16_t>(42, 31)), says("e_phentsize"));
}

TEST(BadImage, EveryTruncationIsAnErrorInWords) {
  const Bytes whole = good();
  for (std::size_t size = 4; size < whole.size(); ++size)
    EXPECT_THAT(error_of(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size))),
                says("truncated"))
        << size;
}

TEST(BadImage, ProgramHeadersOrSegmentPastTheEndOfTheFile) {
  EXPECT_THAT(error_of(changed<std::uint32_t>(28, 0xFFFFFFF0)),
              says("truncated: the program headers"));
  EXPECT_THAT(error_of(changed<std::uint32_t>(kProgram + 4, 0xFFFFFFF0)),
              says("truncated: segment 0"));
}

TEST(BadImage, SegmentLargerInTheFileThanInMemory) {
  EXPECT_THAT(error_of(changed<std::uint32_t>(kProgram + 20, 1)),
              says("2 bytes in the file but only 1"));
}

TEST(BadImage, SegmentOutsideRam) {
  EXPECT_THAT(error_of(ElfBuilder().segment(0x08048000, {0xF4}).build()),
              says("segment 0 (0x8048000 to 0x8048000) lies outside the 64 MB of RAM; give the "
                   "machine 129 MB"));
  EXPECT_THAT(error_of(ElfBuilder().segment(0xC0100000, {0xF4}).build()), says("link it lower"));
  EXPECT_THAT(error_of(ElfBuilder().segment(0xB8000, {0xF4}).build()), says("video memory"));
  EXPECT_EQ(error_of(ElfBuilder().segment(0x100000, {0xF4}, kRam - 0x100000).build()), "no error");
  EXPECT_THAT(error_of(ElfBuilder().segment(0x100000, {0xF4}, kRam - 0xFFFFF).build()),
              says("outside"));
}

TEST(BadImage, FourGigabytesOfBss) {
  EXPECT_THAT(error_of(ElfBuilder().segment(0x100000, {0xF4}, 0xFFFFFFFF).build()),
              says("outside RAM, which has at most 1024 MB"));
}

TEST(BadImage, SegmentsOverEachOther) {
  EXPECT_THAT(
      error_of(
          ElfBuilder().segment(0x101000, {0xF4, 0xF4}).segment(0x100000, {0xF4}, 0x1001).build()),
      says("segment 1 (0x100000 to 0x101000) and segment 0 (0x101000 to 0x101001) lie over"));
}

TEST(BadImage, EntryOutsideEverySegment) {
  ElfBuilder builder;
  builder.segment(0x100000, {0xF4}).segment(0x200000, {0xF4}, 0, PF_R | PF_W);
  for (const std::uint32_t entry : {0u, 0xFFFFFu, 0x100001u, 0x200001u, 0xFFFFFFFFu}) {
    builder.entry = entry;
    EXPECT_THAT(error_of(builder.build()), says("lies outside every segment")) << entry;
  }
}

TEST(BadImage, NothingToLoad) {
  EXPECT_THAT(error_of(changed<std::uint32_t>(kProgram, PT_NOTE)), says("nothing to load"));
}

TEST(BadImage, TheSameMegabytesClaimedByEveryProgramHeader) {
  ElfBuilder builder;
  builder.segment(0x100000, Bytes(1u << 20, 0x90));
  for (int i = 0; i < 2000; ++i) builder.segment(0x100000, {}, 1u << 20);
  EXPECT_THAT(error_of(builder.build()), says("lie over each other"));
}

TEST(BadMultiboot, AHeaderOfMultiboot2AloneIsNamed) {
  Bytes header;
  for (const std::uint32_t value : {0xE85250D6u, 0u, 16u, 0u - 0xE85250D6u - 16u})
    test::append(header, value);
  EXPECT_THAT(error_of(header), says("Multiboot 2 only"));
  EXPECT_THAT(error_of(ElfBuilder().segment(0x100000, Bytes(4, 0x90)).segment(0x200000, header).build()),
              says("Multiboot 2 only"));
  for (const auto byte : test::multiboot_header(0)) header.push_back(byte);
  EXPECT_EQ(error_of(ElfBuilder().segment(0x100000, header).build()), "no error");
}

TEST(BadMultiboot, RequirementsThatCannotBeMet) {
  EXPECT_THAT(error_of(ElfBuilder().segment(0x100000, test::multiboot_header(0x100)).build()),
              says("requires flags 0x0100"));
}

TEST(BadMultiboot, OptionalFlagsThatNobodyKnowsAreFine) {
  EXPECT_EQ(error_of(ElfBuilder().segment(0x100000, test::multiboot_header(0xFFFE0000)).build()),
            "no error");
}

TEST(BadMultiboot, AddressFields) {
  const auto flat = [](const std::vector<std::uint32_t>& fields) {
    return error_of(test::multiboot_header(1u << 16, fields));
  };
  EXPECT_EQ(flat({0x100000, 0x100000, 0, 0, 0x100000}), "no error");
  EXPECT_THAT(flat({}), says("address fields are missing"));
  EXPECT_THAT(flat({0x100000, 0x100001, 0, 0, 0x100000}), says("header_addr is below load_addr"));
  EXPECT_THAT(flat({0x100001, 0x100000, 0, 0, 0x100000}), says("before the file's first byte"));
  EXPECT_THAT(flat({0x100000, 0x100000, 0xFFFFF, 0, 0x100000}), says("load_end_addr"));
  EXPECT_THAT(flat({0x100000, 0x100000, 0, 0x100001, 0x100000}), says("bss_end_addr"));
  EXPECT_THAT(flat({0x100000, 0x100000, 0x100100, 0, 0x100000}), says("truncated"));
  EXPECT_THAT(flat({0x100000, 0x100000, 0, 0, 0x300000}), says("entry"));
  EXPECT_THAT(flat({0xB8000, 0xB8000, 0, 0, 0xB8000}), says("video memory"));
}

TEST(BadFlat, EmptyOrOutsideRam) {
  const auto empty = flat_image("k.elf", {}, 0x7C00, kRam);
  ASSERT_FALSE(empty);
  EXPECT_THAT(empty.error().text, says("is empty"));
  const auto outside = flat_image("k.elf", {0xF4}, 0xFFFFFFFF, kRam);
  ASSERT_FALSE(outside);
  EXPECT_THAT(outside.error().text, says("outside"));
}

std::string load_error(const std::string& path) {
  const auto image = load_image(path, kRam);
  return image ? "no error" : image.error().text;
}

TEST(UnreadableImage, IsOneLineThatNamesThePath) {
  EXPECT_THAT(load_error("/no/such/kernel.elf"),
              AllOf(StartsWith("/no/such/kernel.elf: cannot be read"), HasSubstr("No such file")));
  EXPECT_THAT(load_error(testing::TempDir()), HasSubstr("is a directory"));
  EXPECT_THAT(load_error("/dev/zero"), HasSubstr("not a regular file"));
  EXPECT_THAT(load_error(""), HasSubstr("cannot be read"));
}

TEST(UnreadableImage, OverSixtyFourMegabytesIsNotEvenRead) {
  const auto path = std::filesystem::path(testing::TempDir()) / "vectorscope-large.bin";
  std::ofstream(path).put('x');
  std::filesystem::resize_file(path, (64u << 20) + 1);
  EXPECT_THAT(load_error(path), HasSubstr("over the limit of 67108864"));
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace vectorscope
