// SPDX-License-Identifier: GPL-2.0-or-later
#include <gtest/gtest.h>

#include "ui/models/scancodes.hpp"

namespace vectorscope {
namespace {

TEST(Scancodes, LettersDigitsAndEnter) {
  EXPECT_EQ(make_codes(Qt::Key_A, false), Scancodes{0x1E});
  EXPECT_EQ(make_codes(Qt::Key_Z, false), Scancodes{0x2C});
  EXPECT_EQ(make_codes(Qt::Key_1, false), Scancodes{0x02});
  EXPECT_EQ(make_codes(Qt::Key_0, false), Scancodes{0x0B});
  EXPECT_EQ(make_codes(Qt::Key_Return, false), Scancodes{0x1C});
  EXPECT_EQ(make_codes(Qt::Key_F12, false), Scancodes{0x58});
}

TEST(Scancodes, AShiftedCharacterIsTheKeyItShares) {
  EXPECT_EQ(make_codes(Qt::Key_Exclam, false), make_codes(Qt::Key_1, false));
  EXPECT_EQ(make_codes(Qt::Key_Question, false), make_codes(Qt::Key_Slash, false));
  EXPECT_EQ(make_codes(Qt::Key_Bar, false), make_codes(Qt::Key_Backslash, false));
  EXPECT_EQ(make_codes(Qt::Key_Slash, false), Scancodes{0x35});
}

TEST(Scancodes, ArrowsComeBehindE0ButNotFromTheKeypad) {
  EXPECT_EQ(make_codes(Qt::Key_Up, false), (Scancodes{0xE0, 0x48}));
  EXPECT_EQ(make_codes(Qt::Key_Up, true), Scancodes{0x48});
  EXPECT_EQ(make_codes(Qt::Key_8, true), Scancodes{0x48});
  EXPECT_EQ(make_codes(Qt::Key_Slash, true), (Scancodes{0xE0, 0x35}));
  EXPECT_EQ(make_codes(Qt::Key_Enter, true), (Scancodes{0xE0, 0x1C}));
}

TEST(Scancodes, BreakSetsTheHighBitOfTheLastByte) {
  EXPECT_EQ(break_codes({0x1E}), Scancodes{0x9E});
  EXPECT_EQ(break_codes({0xE0, 0x48}), (Scancodes{0xE0, 0xC8}));
  EXPECT_TRUE(break_codes({}).empty());
}

TEST(Scancodes, EveryPrintableCharacterHasAKey) {
  for (int character = ' '; character < 0x7F; ++character) {
    const int key = character >= 'a' && character <= 'z' ? character - 32 : character;
    EXPECT_FALSE(make_codes(key, false).empty()) << char(character);
  }
}

TEST(Scancodes, AKeyThatAKeyboardLacksSendsNothing) {
  EXPECT_TRUE(make_codes(Qt::Key_VolumeUp, false).empty());
}

TEST(PressedKeys, NothingStaysDown) {
  PressedKeys keys;
  keys.press(Qt::Key_Shift, false);
  keys.press(Qt::Key_Up, false);
  EXPECT_EQ(keys.release_all(), (Scancodes{0xAA, 0xE0, 0xC8}));
  EXPECT_TRUE(keys.release_all().empty());
}

TEST(PressedKeys, AReleaseWithoutAPressIsNotTheGuests) {
  PressedKeys keys;
  EXPECT_TRUE(keys.release(Qt::Key_F5, false).empty());
  keys.press(Qt::Key_A, false);
  keys.press(Qt::Key_A, false);  // repeated
  EXPECT_EQ(keys.release(Qt::Key_A, false), Scancodes{0x9E});
}

}  // namespace
}  // namespace vectorscope
