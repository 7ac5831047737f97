// SPDX-License-Identifier: GPL-2.0-or-later
// How the devices are wired to each other.
#include "emu/machine/board.hpp"

#include "guest.hpp"

namespace vectorscope {
namespace {

using namespace testing;

class BoardWiring : public ::testing::Test {
 protected:
  void ioapic(std::uint32_t reg, std::uint32_t value) {
    board_.mmio.write(IoApic::kBase, 4, reg, kCore0);
    board_.mmio.write(IoApic::kBase + 0x10, 4, value, kCore0);
  }
  void out(std::uint16_t port, std::uint32_t value) { board_.ports.write(port, 1, value, kCore0); }
  [[nodiscard]] bool requested(Vector vector) const { return board_.lapics.irr(0)[vector]; }

  static constexpr Access kCore0{Who::Guest, 0};
  std::unique_ptr<Machine> machine_ = machine_with(Code()({0xF4}));
  Board& board_ = machine_->board();
};

// MP specification 1.4, table 4-11: input 0 is the PIC's.
TEST_F(BoardWiring, ThePitIsOnInput2OfTheIoApic) {
  ioapic(0x10, 0x40);
  ioapic(0x14, 0x42);
  out(0x43, 0x30);
  out(0x40, 2);
  out(0x40, 0);
  board_.advance(100'000 * kTicksPerCycle);  // a millisecond: the count is long over
  EXPECT_TRUE(requested(0x42));
  EXPECT_FALSE(requested(0x40));
}

TEST_F(BoardWiring, TheEoiOfALevelGoesBackToTheIoApic) {
  ioapic(0x18, 0x8041);
  out(0x3F9, 2);  // the UART's transmitter is empty: IRQ 4 is high
  ASSERT_TRUE(requested(0x41));
  EXPECT_EQ(board_.lapics.acknowledge(0), 0x41);
  EXPECT_FALSE(requested(0x41));
  board_.mmio.write(LocalApics::kBase + 0xB0, 4, 0, kCore0);
  EXPECT_TRUE(requested(0x41)) << "the line is still high";
}

TEST_F(BoardWiring, ADropOfTheNextIpiIsTakenByWhicheverBusBringsIt) {
  board_.ipi.drop_next(0);
  board_.mmio.write(LocalApics::kBase + 0x300, 4, 0x40050, kCore0);  // to itself
  EXPECT_FALSE(requested(0x50));
  board_.mmio.write(LocalApics::kBase + 0x300, 4, 0x40051, kCore0);
  EXPECT_TRUE(requested(0x51));
  board_.ipi.delay_next(0, 1000);
  board_.mmio.write(LocalApics::kBase + 0x300, 4, 0x40052, kCore0);
  EXPECT_FALSE(requested(0x52));
  board_.advance(machine_->now() + 1000);
  EXPECT_TRUE(requested(0x52));
}

}  // namespace
}  // namespace vectorscope
