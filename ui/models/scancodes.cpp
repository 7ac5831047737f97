// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/scancodes.hpp"

#include <QString>

namespace vectorscope {
namespace {

constexpr std::uint8_t kExtended = 0xE0;
constexpr std::uint8_t kBreak = 0x80;

struct KeyCode {
  int key;
  std::uint8_t code;
};

// IBM PC/AT Technical Reference, "Keyboard", scan code set 1.
constexpr KeyCode kPlain[] = {
    {Qt::Key_Escape, 0x01},    {Qt::Key_Backspace, 0x0E}, {Qt::Key_Tab, 0x0F},
    {Qt::Key_Backtab, 0x0F},   {Qt::Key_Return, 0x1C},    {Qt::Key_Control, 0x1D},
    {Qt::Key_Shift, 0x2A},     {Qt::Key_Alt, 0x38},       {Qt::Key_Space, 0x39},
    {Qt::Key_CapsLock, 0x3A},  {Qt::Key_NumLock, 0x45},   {Qt::Key_ScrollLock, 0x46},
    {Qt::Key_F1, 0x3B},        {Qt::Key_F2, 0x3C},        {Qt::Key_F3, 0x3D},
    {Qt::Key_F4, 0x3E},        {Qt::Key_F5, 0x3F},        {Qt::Key_F6, 0x40},
    {Qt::Key_F7, 0x41},        {Qt::Key_F8, 0x42},        {Qt::Key_F9, 0x43},
    {Qt::Key_F10, 0x44},       {Qt::Key_F11, 0x57},       {Qt::Key_F12, 0x58},
};

constexpr KeyCode kBehindE0[] = {
    {Qt::Key_Home, 0x47}, {Qt::Key_Up, 0x48},    {Qt::Key_PageUp, 0x49},   {Qt::Key_Left, 0x4B},
    {Qt::Key_Right, 0x4D}, {Qt::Key_End, 0x4F},  {Qt::Key_Down, 0x50},     {Qt::Key_PageDown, 0x51},
    {Qt::Key_Insert, 0x52}, {Qt::Key_Delete, 0x53}, {Qt::Key_AltGr, 0x38}, {Qt::Key_Enter, 0x1C},
    {Qt::Key_Meta, 0x5B}, {Qt::Key_Menu, 0x5D},  {Qt::Key_Slash, 0x35},
};

constexpr KeyCode kKeypad[] = {
    {Qt::Key_7, 0x47}, {Qt::Key_8, 0x48}, {Qt::Key_9, 0x49}, {Qt::Key_Minus, 0x4A},
    {Qt::Key_4, 0x4B}, {Qt::Key_5, 0x4C}, {Qt::Key_6, 0x4D}, {Qt::Key_Plus, 0x4E},
    {Qt::Key_1, 0x4F}, {Qt::Key_2, 0x50}, {Qt::Key_3, 0x51}, {Qt::Key_0, 0x52},
    {Qt::Key_Period, 0x53}, {Qt::Key_Asterisk, 0x37},
};

/// A row of keys with consecutive codes: what they type without and with Shift.
struct Row {
  std::uint8_t first;
  const char* plain;
  const char* shifted;
};

constexpr Row kRows[] = {
    {0x02, "1234567890-=", "!@#$%^&*()_+"},
    {0x10, "QWERTYUIOP[]", "QWERTYUIOP{}"},
    {0x1E, "ASDFGHJKL;'`", "ASDFGHJKL:\"~"},
    {0x2B, "\\ZXCVBNM,./", "|ZXCVBNM<>?"},
};

template <std::size_t N>
std::uint8_t find(const KeyCode (&table)[N], int key) {
  for (const KeyCode& entry : table) {
    if (entry.key == key) return entry.code;
  }
  return 0;
}

std::uint8_t find_character(int key) {
  for (const Row& row : kRows) {
    for (std::uint8_t at = 0; row.plain[at]; ++at) {
      if (key == row.plain[at] || key == row.shifted[at]) return std::uint8_t(row.first + at);
    }
  }
  return 0;
}

}  // namespace

Scancodes make_codes(int qt_key, bool keypad) {
  if (keypad) {
    if (const auto code = find(kKeypad, qt_key)) return {code};
    // Enter and the slash are the keypad's own, behind E0; its arrows, with Num Lock off, the
    // plain codes that the arrow keys send behind E0.
    const auto code = find(kBehindE0, qt_key);
    if (qt_key == Qt::Key_Enter || qt_key == Qt::Key_Slash) return {kExtended, code};
    if (code) return {code};
  }
  if (const auto code = find(kPlain, qt_key)) return {code};
  if (const auto code = find_character(qt_key)) return {code};
  if (const auto code = find(kBehindE0, qt_key)) return {kExtended, code};
  return {};
}

Scancodes break_codes(const Scancodes& make) {
  Scancodes codes = make;
  if (!codes.empty()) codes.back() |= kBreak;
  return codes;
}

Scancodes PressedKeys::press(int qt_key, bool keypad) {
  Scancodes make = make_codes(qt_key, keypad);
  if (!make.empty()) down_.insert(make);
  return make;
}

Scancodes PressedKeys::release(int qt_key, bool keypad) {
  const Scancodes make = make_codes(qt_key, keypad);
  return down_.erase(make) ? break_codes(make) : Scancodes{};
}

Scancodes PressedKeys::release_all() {
  Scancodes all;
  for (const Scancodes& make : down_) {
    const Scancodes up = break_codes(make);
    all.insert(all.end(), up.begin(), up.end());
  }
  down_.clear();
  return all;
}

}  // namespace vectorscope
