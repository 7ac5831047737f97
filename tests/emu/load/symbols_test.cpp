// SPDX-License-Identifier: GPL-2.0-or-later
#include <cstdio>
#include <map>
#include <memory>

#include <gmock/gmock.h>

#include "emu/load/image.hpp"
#include "elf_builder.hpp"

namespace vectorscope {
namespace {

using test::ElfBuilder;

constexpr std::uint64_t kRam = 64u << 20;

Symbols some() {
  return Symbols({{0x2000, 0x10, true, "kbd_isr"},
                  {0x1000, 0, true, "_start"},
                  {0x1000, 0x20, true, "boot"},
                  {0x3000, 4, false, "counter"},
                  {0x3000, 0, false, "counter_begin"}});
}

TEST(Symbols, AreFoundByAnyAddressInThem) {
  const Symbols symbols = some();
  EXPECT_EQ(symbols.at(0xFFF), nullptr);
  EXPECT_EQ(symbols.at(0x1000)->name, "boot");  // of two the one that knows its size
  EXPECT_EQ(symbols.at(0x101F)->name, "boot");
  EXPECT_EQ(symbols.at(0x1020), nullptr);
  EXPECT_EQ(symbols.at(0x200F)->name, "kbd_isr");
  EXPECT_EQ(symbols.at(0x2010), nullptr);
  EXPECT_EQ(symbols.at(0x3003)->name, "counter");
  EXPECT_EQ(symbols.at(0xFFFFFFFF), nullptr);
  EXPECT_EQ(Symbols().at(0), nullptr);
}

TEST(Symbols, ALabelWithoutASizeReachesToTheNext) {
  const Symbols symbols({{0x1000, 0, true, "a"}, {0x1010, 0, true, "b"}});
  EXPECT_EQ(symbols.at(0x100F)->name, "a");
  EXPECT_EQ(symbols.at(0x1010)->name, "b");
  EXPECT_EQ(symbols.at(0x9000)->name, "b");
}

TEST(Symbols, AreFoundByName) {
  const Symbols symbols = some();
  EXPECT_EQ(symbols.named("kbd_isr")->address, 0x2000u);
  EXPECT_EQ(symbols.named("kbd"), nullptr);
}

TEST(Symbols, DescribeAnAddressInWords) {
  const Symbols symbols = some();
  EXPECT_EQ(symbols.describe(0x2000), "kbd_isr");
  EXPECT_EQ(symbols.describe(0x2008), "kbd_isr+0x08");
  EXPECT_EQ(symbols.describe(0x101A3C), "0x00101a3c");
}

Symbols of(const test::Bytes& file) { return parse_image("k.elf", file, kRam).value().symbols; }

TEST(ElfSymbols, AreFunctionsObjectsAndGlobalLabelsOfCode) {
  const Symbols symbols = of(ElfBuilder()
                                 .segment(0x100000, {0x90, 0x90, 0x90, 0xF4})
                                 .symbol("function", 0x100000, 2, STT_FUNC, STB_LOCAL)
                                 .symbol("object", 0x100002, 1, STT_OBJECT)
                                 .symbol("label", 0x100003, 0, STT_NOTYPE)
                                 .symbol(".Llocal", 0x100003, 0, STT_NOTYPE, STB_LOCAL)
                                 .symbol("file.c", 0, 0, STT_FILE)
                                 .symbol("", 0x100000, 0, STT_FUNC)
                                 .build());
  ASSERT_EQ(symbols.all().size(), 3u);
  EXPECT_TRUE(symbols.named("function")->function);
  EXPECT_FALSE(symbols.named("object")->function);
  EXPECT_TRUE(symbols.named("label")->function);
}

TEST(ElfSymbols, NamesThatDoNotPrintAndNamesWithoutEndAreTamed) {
  const Symbols symbols = of(ElfBuilder()
                                 .segment(0x100000, {0xF4})
                                 .symbol("\033[2Jcleared", 0x100000, 1, STT_FUNC)
                                 .symbol(std::string(5000, 'x'), 0x100000, 0, STT_FUNC)
                                 .build());
  EXPECT_NE(symbols.named("?[2Jcleared"), nullptr);
  EXPECT_NE(symbols.named(std::string(256, 'x')), nullptr);
}

TEST(ElfSymbols, ADamagedTableLeavesTheImageUsable) {
  test::Bytes file =
      ElfBuilder().segment(0x100000, {0xF4}).symbol("f", 0x100000, 1, STT_FUNC).build();
  const std::size_t sections = sizeof(Elf32_Ehdr) + sizeof(Elf32_Phdr) + 1;
  for (std::size_t at = sections; at < sections + 4 * sizeof(Elf32_Shdr); at += 4) {
    test::Bytes damaged = file;
    test::put(damaged, at, std::uint32_t{0xFFFFFFFF});
    EXPECT_TRUE(parse_image("k.elf", damaged, kRam)) << at;
  }
  file.resize(sections + 100);  // the section headers themselves are cut off
  EXPECT_TRUE(parse_image("k.elf", file, kRam));
}

struct Close {
  void operator()(std::FILE* pipe) const { ::pclose(pipe); }
};

/// What `nm` says are functions and objects: types t, d, b, r in either case.
std::multimap<std::string, LinearAddress> names_by_nm() {
  const std::unique_ptr<std::FILE, Close> nm(::popen("nm '" KERNEL_ELF "' 2>/dev/null", "r"));
  std::multimap<std::string, LinearAddress> names;
  char name[512], type = 0;
  unsigned address = 0;
  while (nm && std::fscanf(nm.get(), "%x %c %511s", &address, &type, name) == 3)
    names.emplace(name, address);
  return names;
}

TEST(ElfSymbols, OfTheKernelAgreeWithNm) {
  const auto expected = names_by_nm();
  if (expected.empty()) GTEST_SKIP() << "nm is not installed";
  const auto image = load_image(KERNEL_ELF, kRam);
  ASSERT_TRUE(image) << image.error().text;
  EXPECT_GT(image->symbols.all().size(), 0u);
  for (const Symbol& symbol : image->symbols.all())
    EXPECT_THAT(expected, testing::Contains(testing::Pair(symbol.name, symbol.address)));
  // And none of its functions is missing.
  const std::unique_ptr<std::FILE, Close> readelf(
      ::popen("nm --format=sysv '" KERNEL_ELF "' | grep -c '| *\\(FUNC\\|OBJECT\\)|'", "r"));
  std::size_t count = 0;
  ASSERT_EQ(std::fscanf(readelf.get(), "%zu", &count), 1);
  EXPECT_GE(image->symbols.all().size(), count);
}

}  // namespace
}  // namespace vectorscope
