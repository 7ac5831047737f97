// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/devices/vga_text.hpp"

#include <vector>

#include <gtest/gtest.h>

#include "tests/emu/support/bench.hpp"

namespace vectorscope::test {
namespace {

class VgaTest : public testing::Test {
 protected:
  void write(unsigned port, unsigned value) {
    vga_.write(port - VgaText::kFirstPort, 1, value, kGuest);
  }
  unsigned read(unsigned port) { return vga_.read(port - VgaText::kFirstPort, 1, kGuest); }
  void crtc(unsigned index, unsigned value) {
    write(0x3D4, index);
    write(0x3D5, value);
  }

  std::vector<std::uint8_t> cells_ = std::vector<std::uint8_t>(VgaText::kCellBytes);
  VgaText vga_{cells_};
};

TEST_F(VgaTest, TheScreenStartsBlankAndGreyOnBlack) {
  EXPECT_EQ(vga_.cell(24, 79).character, ' ');
  EXPECT_EQ(vga_.cell(24, 79).attribute, 7);
}

TEST_F(VgaTest, ACellIsACharacterAndAnAttribute) {
  cells_[2 * (80 * 3 + 5)] = 'A';
  cells_[2 * (80 * 3 + 5) + 1] = 0x1F;
  EXPECT_EQ(vga_.cell(3, 5).character, 'A');
  EXPECT_EQ(vga_.cell(3, 5).attribute, 0x1F);
}

TEST_F(VgaTest, TheStartAddressScrolls) {
  cells_[2 * 80] = 'B';
  crtc(0x0C, 0);
  crtc(0x0D, 80);
  EXPECT_EQ(vga_.cell(0, 0).character, 'B');
  crtc(0x0C, 0xFF);
  crtc(0x0D, 0xFF);
  EXPECT_EQ(vga_.cell(1, 1).character, 'B') << "addresses wrap around";
}

TEST_F(VgaTest, TheCursorIsWhereTheCrtcSays) {
  const unsigned at = 80 * 7 + 11;
  crtc(0x0E, at >> 8);
  crtc(0x0F, at & 0xFF);
  EXPECT_TRUE(vga_.cursor().visible);
  EXPECT_EQ(vga_.cursor().row, 7U);
  EXPECT_EQ(vga_.cursor().column, 11U);
  EXPECT_EQ(read(0x3D5), at & 0xFF);
}

TEST_F(VgaTest, TheCursorCanBeOffOrOffTheScreen) {
  crtc(0x0A, 0x20);
  EXPECT_FALSE(vga_.cursor().visible);
  crtc(0x0A, 0x0D);
  EXPECT_TRUE(vga_.cursor().visible);
  crtc(0x0E, 0x7F);
  EXPECT_FALSE(vga_.cursor().visible);
}

TEST_F(VgaTest, RetraceComesAndGoesForAGuestOnly) {
  const unsigned now = read(0x3DA) & 8;
  EXPECT_EQ(vga_.read(0x1A, 1, kViewer) & 8, now);
  EXPECT_EQ(vga_.read(0x1A, 1, kViewer) & 8, now);
  EXPECT_NE(read(0x3DA) & 8, now);
}

TEST_F(VgaTest, BlinkingIsAnAttributeControllerBit) {
  EXPECT_TRUE(vga_.blinking());
  read(0x3DA);
  write(0x3C0, 0x30);
  write(0x3C0, 0x04);
  EXPECT_FALSE(vga_.blinking());
  EXPECT_EQ(read(0x3C1), 0x04U);
}

TEST_F(VgaTest, ReadingInputStatusPointsBackToTheIndex) {
  read(0x3DA);
  write(0x3C0, 0x30);
  read(0x3DA);
  write(0x3C0, 0x31);  // an index again
  write(0x3C0, 0x55);
  EXPECT_TRUE(vga_.blinking());
}

TEST_F(VgaTest, TimingIsProtected) {
  crtc(0x00, 0x12);
  EXPECT_EQ(read(0x3D5), 0x5FU);
  crtc(0x11, 0x0E);
  crtc(0x00, 0x12);
  EXPECT_EQ(read(0x3D5), 0x12U);
}

}  // namespace
}  // namespace vectorscope::test
