// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/disassembler.hpp"

#include <algorithm>
#include <cstdio>
#include <memory>

#include <gmock/gmock.h>

namespace vectorscope {
namespace {

using testing::ElementsAre;
using Bytes = std::vector<std::uint8_t>;

std::string text(const Instruction& line) {
  return line.operands.empty() ? line.mnemonic : line.mnemonic + " " + line.operands;
}

std::vector<std::string> texts(const std::vector<Instruction>& lines) {
  std::vector<std::string> result;
  for (const Instruction& line : lines) result.push_back(text(line));
  return result;
}

/// A page of memory at 0x1000, with nothing around it.
Disassembler::Read memory(Bytes code) {
  return [code = std::move(code)](LinearAddress at, std::size_t count) -> Bytes {
    if (at < 0x1000 || at - 0x1000 >= code.size()) return {};
    const auto begin = code.begin() + (at - 0x1000);
    return {begin, begin + static_cast<std::ptrdiff_t>(std::min<std::size_t>(
                               count, static_cast<std::size_t>(code.end() - begin)))};
  };
}

// push ebp; mov ebp, esp; mov eax, 0x90909090; pop ebp; ret
const Bytes kFunction = {0x55, 0x89, 0xE5, 0xB8, 0x90, 0x90, 0x90, 0x90, 0x5D, 0xC3};

TEST(Disassembler, WritesIntelSyntax) {
  const Disassembler disassembler;
  EXPECT_THAT(texts(disassembler.decode(0x1000, kFunction)),
              ElementsAre("push ebp", "mov ebp, esp", "mov eax, 0x90909090", "pop ebp", "ret"));
  const Bytes swap = {0x87, 0x14, 0x8D, 0x00, 0x40, 0x10, 0x00};
  const auto line = disassembler.decode(0, swap).at(0);
  EXPECT_EQ(text(line), "xchg dword ptr [ecx*4 + 0x104000], edx");
  EXPECT_EQ(hex(line.bytes), "87 14 8d 00 40 10 00");
}

TEST(Disassembler, ShowsBytesThatBeginNoInstructionAsBad) {
  const Bytes code = {0x90, 0x0F, 0xFF, 0xB8, 0x01};
  const auto lines = Disassembler().decode(0x1000, code);
  EXPECT_EQ(text(lines.front()), "nop");
  EXPECT_EQ(text(lines.back()), "(bad)");
  EXPECT_EQ(lines.back().address + 1, 0x1005u);
  LinearAddress at = 0x1000;
  for (const Instruction& line : lines) {
    EXPECT_EQ(line.address, at);
    at += static_cast<LinearAddress>(line.bytes.size());
  }
}

TEST(Disassembler, ReadsRealModeCodeWith16Bits) {
  const Bytes code = {0xB8, 0x34, 0x12};  // mov ax, 0x1234
  EXPECT_THAT(texts(Disassembler(16).decode(0x7C00, code)), ElementsAre("mov ax, 0x1234"));
}

TEST(Around, SynchronisesOnTheFunctionsBegin) {
  const Symbols symbols({{0x1000, 10, true, "f"}});
  const auto lines = Disassembler().around(0x1008, memory(kFunction), symbols, 2, 5);
  // Not the four nops that a look backwards from EIP would find.
  EXPECT_THAT(texts(lines), ElementsAre("mov ebp, esp", "mov eax, 0x90909090", "pop ebp", "ret"));
  EXPECT_EQ(lines.at(2).address, 0x1008u);
}

TEST(Around, EipAlwaysBeginsALine) {
  const Symbols symbols({{0x1000, 10, true, "f"}});
  const auto lines = Disassembler().around(0x1005, memory(kFunction), symbols, 9, 1);
  EXPECT_THAT(texts(lines), ElementsAre("push ebp", "mov ebp, esp", "(bad)", "nop", "nop"));
  EXPECT_EQ(lines.back().address, 0x1005u);
}

TEST(Around, WithoutASymbolArrivesAtEip) {
  const auto lines = Disassembler().around(0x1008, memory(kFunction), {}, 3, 1);
  EXPECT_THAT(texts(lines),
              ElementsAre("push ebp", "mov ebp, esp", "mov eax, 0x90909090", "pop ebp"));
}

TEST(Around, MissingPagesAndTheEndsOfMemoryAreNoTrouble) {
  const Disassembler disassembler;
  EXPECT_TRUE(disassembler.around(0x5000, memory(kFunction), {}, 4, 4).empty());
  EXPECT_THAT(texts(disassembler.around(0x1000, memory(kFunction), {}, 4, 1)),
              ElementsAre("push ebp"));
  const auto ones = [](LinearAddress, std::size_t count) { return Bytes(count, 0x90); };
  EXPECT_EQ(disassembler.around(0, ones, {}, 4, 3).size(), 3u);
  EXPECT_EQ(disassembler.around(0xFFFFFFFF, ones, {}, 4, 3).back().address, 1u);
}

TEST(Comment, NamesWhatAnOperandPointsAt) {
  const Symbols symbols({{0x104000, 1024, false, "handles"}, {0x101000, 64, true, "kbd_busy"}});
  const auto of = [&](const Bytes& code) {
    return comment(Disassembler().decode(0x100000, code).at(0), symbols);
  };
  EXPECT_EQ(of({0x87, 0x14, 0x8D, 0x00, 0x40, 0x10, 0x00}), "handles");  // xchg
  EXPECT_EQ(of({0xA1, 0x04, 0x42, 0x10, 0x00}), "handles+0x204");        // mov eax, []
  EXPECT_EQ(of({0xE8, 0xFB, 0x0F, 0x00, 0x00}), "kbd_busy");             // call
  EXPECT_EQ(of({0x68, 0x08, 0x10, 0x10, 0x00}), "kbd_busy+0x08");        // push
  EXPECT_EQ(of({0xC7, 0x05, 0x04, 0x40, 0x10, 0x00, 0x00, 0x10, 0x10, 0x00}),
            "kbd_busy");                  // mov [], imm
  EXPECT_EQ(of({0x83, 0xC0, 0x08}), "");  // add eax, 8
  EXPECT_EQ(of({0x90}), "");
}

struct Close {
  void operator()(std::FILE* pipe) const { ::pclose(pipe); }
};

struct Line {
  LinearAddress address = 0;
  std::size_t length = 0;
  bool operator==(const Line&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Line& line) {
  return out << std::hex << line.address << " length " << line.length;
}

/// "  101180:\t55 89 e5\tpush   ebp": bytes between the tabs; --wide on one line.
std::vector<Line> lines_by_objdump() {
  const std::unique_ptr<std::FILE, Close> objdump(
      ::popen("objdump -d -w -M intel --section=.text '" KERNEL_ELF
              "' 2>/dev/null | grep -P '^ *[0-9a-f]+:\\t'",
              "r"));
  std::vector<Line> lines;
  char text[1024];
  while (objdump && std::fgets(text, sizeof text, objdump.get()) != nullptr) {
    const std::string_view line = text;
    const std::size_t colon = line.find(':'), end = line.find('\t', colon + 2);
    const auto bytes = line.substr(colon + 2, end - colon - 2);
    std::size_t count = 0;
    for (std::size_t at = 0; at + 1 < bytes.size() && bytes[at] != ' '; at += 3) ++count;
    lines.push_back(
        {static_cast<LinearAddress>(std::stoul(std::string(line), nullptr, 16)), count});
  }
  return lines;
}

TEST(Disassembler, FindsTheSameInstructionsInTheKernelAsObjdump) {
  auto expected = lines_by_objdump();
  if (expected.empty()) GTEST_SKIP() << "objdump or the kernel is missing";
  const auto image = load_image(KERNEL_ELF, 64u << 20);
  ASSERT_TRUE(image) << image.error().text;
  // Before the entry stands the Multiboot header, which is no code.
  std::erase_if(expected, [&](const Line& line) { return line.address < image->entry; });
  ASSERT_GT(expected.size(), 100u);
  const LinearAddress begin = expected.front().address;
  const std::size_t size = expected.back().address + expected.back().length - begin;
  const auto text = std::ranges::find_if(image->segments, [&](const Segment& segment) {
    return begin - segment.address < segment.bytes.size();
  });
  ASSERT_NE(text, image->segments.end());
  std::vector<Line> found;
  for (const Instruction& line :
       Disassembler().decode(begin, std::span(text->bytes).subspan(begin - text->address, size)))
    found.push_back({line.address, line.bytes.size()});
  EXPECT_EQ(found, expected);
}

}  // namespace
}  // namespace vectorscope
