// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/devices/keyboard.hpp"

#include <vector>

#include <gtest/gtest.h>

#include "tests/emu/support/bench.hpp"

namespace vectorscope::test {
namespace {

class KeyboardTest : public testing::Test {
 protected:
  void command(unsigned value) { keyboard_.write(1, 1, value, kGuest); }
  void data(unsigned value) { keyboard_.write(0, 1, value, kGuest); }
  void set_command_byte(unsigned value) {
    command(0x60);
    data(value);
  }
  unsigned read() { return keyboard_.read(0, 1, kGuest); }
  unsigned status() { return keyboard_.read(1, 1, kGuest); }
  std::vector<unsigned> read_all() {
    std::vector<unsigned> bytes;
    while ((status() & 1) != 0) bytes.push_back(read());
    return bytes;
  }
  using Bytes = std::vector<unsigned>;

  Published events_;
  bool irq_ = false;
  int rises_ = 0;
  bool a20_ = false;
  int resets_ = 0;
  Keyboard8042 keyboard_{events_, KeyboardWires{[this](bool level) {
                                                  if (level && !irq_) ++rises_;
                                                  irq_ = level;
                                                },
                                                [this](bool level) { a20_ = level; },
                                                [this] { ++resets_; }}};
};

TEST_F(KeyboardTest, AKeyFillsTheBufferAndRaisesIrq1) {
  EXPECT_EQ(status(), 0x1CU - 0x08U) << "nothing there, self-test passed, not locked";
  EXPECT_TRUE(keyboard_.key(0x1E));
  EXPECT_TRUE(irq_);
  EXPECT_EQ(status() & 1, 1U);
  EXPECT_EQ(read(), 0x1EU);
  EXPECT_FALSE(irq_);
  EXPECT_EQ(status() & 1, 0U);
  EXPECT_EQ(events_.last<events::KeyPressed>().scancode, 0x1E);
}

TEST_F(KeyboardTest, NoNewInterruptWhileTheBufferIsFull) {
  keyboard_.key(0x1E);
  keyboard_.key(0x9E);
  EXPECT_EQ(rises_, 1);
  EXPECT_EQ(read(), 0x1EU);
  EXPECT_EQ(rises_, 2) << "the next byte comes when there is room";
  EXPECT_EQ(read(), 0x9EU);
  EXPECT_EQ(rises_, 2);
}

TEST_F(KeyboardTest, AReadOfAnEmptyBufferGivesTheLastByteAgain) {
  keyboard_.key(0x1E);
  read();
  EXPECT_EQ(read(), 0x1EU);
}

TEST_F(KeyboardTest, AViewerDoesNotEmptyTheBuffer) {
  keyboard_.key(0x1E);
  EXPECT_EQ(keyboard_.read(0, 1, kViewer), 0x1EU);
  EXPECT_TRUE(irq_);
  EXPECT_TRUE(keyboard_.output_full());
}

TEST_F(KeyboardTest, SixteenKeysWaitBehindTheOneInTheBuffer) {
  for (int key = 0; key < 17; ++key) EXPECT_TRUE(keyboard_.key(0x1E));
  EXPECT_FALSE(keyboard_.key(0x1E));
  EXPECT_EQ(keyboard_.waiting(), 16U);
  EXPECT_EQ(read_all().size(), 17U);
}

TEST_F(KeyboardTest, WithoutTheInterruptBitTheBufferFillsSilently) {
  set_command_byte(0x44);
  keyboard_.key(0x1E);
  EXPECT_FALSE(irq_);
  EXPECT_EQ(status() & 1, 1U);
  set_command_byte(0x45);
  EXPECT_TRUE(irq_);
}

TEST_F(KeyboardTest, ADisabledKeyboardKeepsItsKeys) {
  command(0xAD);
  keyboard_.key(0x1E);
  EXPECT_EQ(status() & 1, 0U);
  command(0xAE);
  EXPECT_EQ(read(), 0x1EU);
}

TEST_F(KeyboardTest, AByteToTheKeyboardEnablesIt) {
  command(0xAD);
  data(0xEE);
  EXPECT_EQ(read_all(), Bytes{0xEE});
}

TEST_F(KeyboardTest, WithoutTranslationKeysAreInSet2) {
  set_command_byte(0x05);
  keyboard_.key(0x1E);
  keyboard_.key(0x9E);
  keyboard_.key(0xE0);
  keyboard_.key(0xCB);
  EXPECT_EQ(read_all(), (Bytes{0x1C, 0xF0, 0x1C, 0xE0, 0xF0, 0x6B}));
}

TEST_F(KeyboardTest, TheCommandByteIsReadAndWritten) {
  command(0x20);
  EXPECT_EQ(read(), 0x65U);
  set_command_byte(0x04);
  command(0x20);
  EXPECT_EQ(read(), 0x04U);
}

TEST_F(KeyboardTest, TheStatusTellsCommandsFromData) {
  command(0xAE);
  EXPECT_EQ(status() & 0x08, 0x08U);
  data(0xF4);
  EXPECT_EQ(status() & 0x08, 0U);
}

TEST_F(KeyboardTest, SelfTestsPass) {
  command(0xAA);
  EXPECT_EQ(read_all(), Bytes{0x55});
  command(0xAB);
  EXPECT_EQ(read_all(), Bytes{0x00});
}

TEST_F(KeyboardTest, AnswersComeBeforeKeys) {
  keyboard_.key(0x1E);
  keyboard_.key(0x30);
  command(0xAA);
  EXPECT_EQ(read_all(), (Bytes{0x1E, 0x55, 0x30}));
}

TEST_F(KeyboardTest, LedsTakeACommandAndAnArgument) {
  data(0xED);
  EXPECT_EQ(read_all(), Bytes{0xFA});
  data(0x05);
  EXPECT_EQ(read_all(), Bytes{0xFA});
  EXPECT_EQ(keyboard_.leds(), 5);
}

TEST_F(KeyboardTest, IdentifyTellsAnMf2Keyboard) {
  data(0xF2);
  EXPECT_EQ(read_all(), (Bytes{0xFA, 0xAB, 0x41}));
  set_command_byte(0x05);
  data(0xF2);
  EXPECT_EQ(read_all(), (Bytes{0xFA, 0xAB, 0x83}));
}

TEST_F(KeyboardTest, ResetAnswersAndForgets) {
  data(0xED);
  data(0x07);
  data(0xFF);
  EXPECT_EQ(read_all(), (Bytes{0xFA, 0xFA, 0xFA, 0xAA}));
  EXPECT_EQ(keyboard_.leds(), 0);
}

TEST_F(KeyboardTest, DisabledScanningLosesKeys) {
  data(0xF5);
  EXPECT_EQ(read_all(), Bytes{0xFA});
  EXPECT_FALSE(keyboard_.key(0x1E));
  data(0xF4);
  EXPECT_EQ(read_all(), Bytes{0xFA});
  EXPECT_TRUE(keyboard_.key(0x1E));
}

TEST_F(KeyboardTest, ScanSetTypematicEchoResendAndUnknown) {
  data(0xF0);
  data(0x00);
  EXPECT_EQ(read_all(), (Bytes{0xFA, 0xFA, 0x02}));
  data(0xF3);
  data(0x20);
  EXPECT_EQ(read_all(), (Bytes{0xFA, 0xFA}));
  data(0xEE);
  data(0xFE);
  EXPECT_EQ(read_all(), (Bytes{0xEE, 0xEE}));
  data(0x12);
  EXPECT_EQ(read_all(), Bytes{0xFE});
}

TEST_F(KeyboardTest, A20IsOnAfterResetAndFollowsTheOutputPort) {
  EXPECT_TRUE(keyboard_.a20());
  keyboard_.reset();
  EXPECT_TRUE(a20_);
  command(0xD1);
  data(0xDD);
  EXPECT_FALSE(a20_);
  EXPECT_FALSE(keyboard_.a20());
  command(0xD0);
  EXPECT_EQ(read(), 0xDDU);
  command(0xDF);
  EXPECT_TRUE(a20_);
  command(0xDD);
  EXPECT_FALSE(a20_);
  EXPECT_EQ(resets_, 0);
}

TEST_F(KeyboardTest, PulsingBit0ResetsTheCpu) {
  command(0xFE);
  EXPECT_EQ(resets_, 1);
  command(0xFF);
  EXPECT_EQ(resets_, 1);
  command(0xD1);
  data(0xFE);
  EXPECT_EQ(resets_, 2);
}

TEST_F(KeyboardTest, ABytePutIntoTheOutputBufferLooksLikeAKey) {
  command(0xD2);
  data(0x42);
  EXPECT_TRUE(irq_);
  EXPECT_EQ(read(), 0x42U);
}

TEST_F(KeyboardTest, AMouseThatIsNotThereSaysNothing) {
  command(0xD4);
  data(0xFF);
  EXPECT_TRUE(read_all().empty());
}

// "Alternate scan codes": set 1 without translation is what a PC/XT got.
TEST_F(KeyboardTest, InSet1AnUntranslatedKeyIsItsSet1Code) {
  data(0xF0);
  data(0x01);
  read_all();
  set_command_byte(0x05);
  keyboard_.key(0x1E);
  keyboard_.key(0x9E);
  EXPECT_EQ(read_all(), (Bytes{0x1E, 0x9E}));
}

TEST_F(KeyboardTest, TheControllersMemoryIsReadAndWritten) {
  command(0x61);
  data(0xA5);
  command(0x7F);
  data(0x5A);
  command(0x21);
  EXPECT_EQ(read(), 0xA5U);
  command(0x3F);
  EXPECT_EQ(read(), 0x5AU);
}

}  // namespace
}  // namespace vectorscope::test
