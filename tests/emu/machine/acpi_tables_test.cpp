// SPDX-License-Identifier: GPL-2.0-or-later
// What a kernel that follows ACPI finds; offsets are those of ACPI 1.0b, 5.2.
#include <cstring>
#include <map>
#include <numeric>

#include "guest.hpp"

namespace vectorscope {
namespace {

using namespace testing;

class Tables {
 public:
  explicit Tables(std::span<const std::uint8_t> ram) : ram_(ram) {
    std::size_t root = 0xE0000;
    while (root < 0x100000 && std::memcmp(ram.data() + root, "RSD PTR ", 8) != 0) root += 16;
    EXPECT_LT(root, 0x100000u);
    EXPECT_EQ(sum(root, 20), 0u);
    read_list(word(root + 16, 4));
  }

  [[nodiscard]] std::uint32_t word(std::size_t at, unsigned bytes) const {
    std::uint32_t value = 0;
    std::memcpy(&value, ram_.data() + at, bytes);
    return value;
  }
  [[nodiscard]] unsigned sum(std::size_t at, std::size_t size) const {
    const auto bytes = ram_.subspan(at, size);
    return std::accumulate(bytes.begin(), bytes.end(), 0u) & 0xFF;
  }
  [[nodiscard]] std::string text(std::size_t at, std::size_t size) const {
    return {reinterpret_cast<const char*>(ram_.data()) + at, size};
  }
  void check(std::uint32_t table, const std::string& signature) const {
    EXPECT_EQ(text(table, 4), signature);
    EXPECT_EQ(sum(table, word(table + 4, 4)), 0u) << signature;
  }
  [[nodiscard]] std::uint32_t named(const std::string& signature) const {
    return tables_.at(signature);
  }

 private:
  void read_list(std::uint32_t rsdt) {
    check(rsdt, "RSDT");
    for (auto at = rsdt + 36; at < rsdt + word(rsdt + 4, 4); at += 4) {
      const auto table = word(at, 4);
      tables_[text(table, 4)] = table;
      check(table, text(table, 4));
    }
  }

  std::span<const std::uint8_t> ram_;
  std::map<std::string, std::uint32_t> tables_;
};

class AcpiTables : public ::testing::TestWithParam<unsigned> {};
INSTANTIATE_TEST_SUITE_P(Cores, AcpiTables, ::testing::Values(1u, 3u, 16u));

TEST_P(AcpiTables, TheMadtListsEveryCoreTheIoApicAndWhatTheMpTableSays) {
  auto machine = machine_with(Code()({0xF4}), {.cores = GetParam()});
  const Tables tables(machine->ram());
  const auto madt = tables.named("APIC");
  EXPECT_EQ(tables.word(madt + 36, 4), 0xFEE00000u);
  EXPECT_EQ(tables.word(madt + 40, 4), 1u) << "PCAT_COMPAT: there is a pair of 8259s";
  unsigned cores = 0, io_apics = 0, overrides = 0, nmis = 0;
  auto at = madt + 44;
  const auto end = madt + tables.word(madt + 4, 4);
  for (; at < end; at += tables.word(at + 1, 1)) {
    ASSERT_NE(tables.word(at + 1, 1), 0u);
    switch (tables.word(at, 1)) {
      case 0:
        EXPECT_EQ(tables.word(at + 3, 1), cores++);
        EXPECT_EQ(tables.word(at + 4, 4), 1u);
        break;
      case 1:
        ++io_apics;
        EXPECT_EQ(tables.word(at + 2, 1), GetParam()) << "an ID that no core has";
        EXPECT_EQ(tables.word(at + 4, 4), 0xFEC00000u);
        EXPECT_EQ(tables.word(at + 8, 4), 0u);
        break;
      case 2:
        ++overrides;
        if (tables.word(at + 3, 1) == 0) { EXPECT_EQ(tables.word(at + 4, 4), 2u); }
        break;
      case 4:
        ++nmis;
        EXPECT_EQ(tables.word(at + 2, 1), 0xFFu);
        EXPECT_EQ(tables.word(at + 5, 1), 1u) << "LINT1";
        break;
      default: ADD_FAILURE() << "an entry of type " << tables.word(at, 1);
    }
  }
  EXPECT_EQ(at, end);
  EXPECT_EQ(cores, GetParam());
  EXPECT_EQ(io_apics, 1u);
  EXPECT_EQ(overrides, 2u);
  EXPECT_EQ(nmis, 1u);
}

TEST(AcpiTables, TheFadtLeadsToThePortsAndTheDsdtToS5) {
  auto machine = machine_with(Code()({0xF4}), {.cores = 2});
  const Tables tables(machine->ram());
  const auto fadt = tables.named("FACP");
  EXPECT_EQ(tables.word(fadt + 4, 4), 116u);
  EXPECT_EQ(tables.text(tables.word(fadt + 36, 4), 4), "FACS");
  EXPECT_EQ(tables.word(fadt + 36, 4) % 64, 0u);
  EXPECT_EQ(tables.word(fadt + 46, 2), 9u);
  EXPECT_EQ(tables.word(fadt + 48, 4), 0u) << "no SMI command: ACPI is on";
  EXPECT_EQ(tables.word(fadt + 56, 4), 0x600u);
  EXPECT_EQ(tables.word(fadt + 64, 4), 0x604u);
  EXPECT_EQ(tables.word(fadt + 76, 4), 0x608u);
  EXPECT_EQ(tables.word(fadt + 88, 1), 4u);
  EXPECT_EQ(tables.word(fadt + 89, 1), 2u);
  EXPECT_EQ(tables.word(fadt + 91, 1), 4u);
  EXPECT_EQ(tables.word(fadt + 108, 1), 0x32u);
  const auto dsdt = tables.word(fadt + 40, 4);
  tables.check(dsdt, "DSDT");
  EXPECT_EQ(tables.text(dsdt + 36, 12), std::string("\x08_S5_\x12\x06\x04\0\0\0\0", 12));
}

TEST(AcpiPower, SwitchingOffEndsTheRunWithCodeZero) {
  Code code;  // MOV DX, 604; MOV AX, 2000; OUT DX, AX
  code({0x66, 0xBA, 0x04, 0x06, 0x66, 0xB8, 0x00, 0x20, 0x66, 0xEF, 0xEB, 0xFE});
  auto machine = machine_with(code);
  EXPECT_EQ(machine->apply(decisions::Run{0, 100}).ended, Ended::GuestExited);
  EXPECT_EQ(machine->exit_code(), 0u);
}

}  // namespace
}  // namespace vectorscope
