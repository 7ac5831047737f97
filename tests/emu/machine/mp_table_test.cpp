// SPDX-License-Identifier: GPL-2.0-or-later
// What a kernel that follows the MultiProcessor Specification finds.
#include <cstring>
#include <numeric>

#include "guest.hpp"

namespace vectorscope {
namespace {

using namespace testing;

std::uint32_t word(std::span<const std::uint8_t> ram, std::size_t at, unsigned bytes) {
  std::uint32_t value = 0;
  std::memcpy(&value, ram.data() + at, bytes);
  return value;
}

unsigned sum(std::span<const std::uint8_t> bytes) {
  return std::accumulate(bytes.begin(), bytes.end(), 0u) & 0xFF;
}

TEST(MpTable, IsFoundWhereTheSpecificationLooksAndListsEveryCore) {
  auto machine = machine_with(Code()({0xF4}), {.cores = 3});
  const auto ram = machine->ram();
  std::size_t at = 0xF0000;
  while (at < 0x100000 && std::memcmp(ram.data() + at, "_MP_", 4) != 0) at += 16;
  ASSERT_LT(at, 0x100000u);
  EXPECT_EQ(sum(ram.subspan(at, 16)), 0u);
  const auto table = word(ram, at + 4, 4);
  EXPECT_EQ(std::memcmp(ram.data() + table, "PCMP", 4), 0);
  EXPECT_EQ(sum(ram.subspan(table, word(ram, table + 4, 2))), 0u);
  EXPECT_EQ(word(ram, table + 36, 4), 0xFEE00000u);

  unsigned cores = 0, boot_cores = 0, io_apics = 0, interrupts = 0;
  std::size_t entry = table + 44;
  for (unsigned left = word(ram, table + 34, 2); left > 0; --left) {
    switch (ram[entry]) {
      case 0:
        EXPECT_EQ(ram[entry + 1], cores);
        ++cores;
        boot_cores += (ram[entry + 3] & 2) != 0 ? 1 : 0;
        break;
      case 2: ++io_apics; break;
      case 3: ++interrupts; break;
      default: break;
    }
    entry += ram[entry] == 0 ? 20 : 8;
  }
  EXPECT_EQ(entry, table + word(ram, table + 4, 2));
  EXPECT_EQ(cores, 3u);
  EXPECT_EQ(boot_cores, 1u);
  EXPECT_EQ(io_apics, 1u);
  EXPECT_EQ(interrupts, 15u);
  EXPECT_EQ(word(ram, 0x40E, 2), 0x9FC0u);
  EXPECT_EQ(word(ram, 0x413, 2), 639u);
}

}  // namespace
}  // namespace vectorscope
