// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/key_text.hpp"

#include <array>
#include <cctype>
#include <string>

#include <fmt/format.h>

#include "ui/models/scancodes.hpp"

namespace vectorscope {
namespace {

struct Key {
  int code = 0;  ///< Qt's, 0 if there is none
  bool shift = false;
};

constexpr std::string_view kShifted = "!@#$%^&*()_+{}:\"~|<>?";

Key key_of(char character) {
  if (character == '\n') return {Qt::Key_Return};
  const auto byte = static_cast<unsigned char>(character);
  if (byte < 0x20 || byte > 0x7E) return {};
  const bool shift = std::isupper(byte) || kShifted.find(character) != std::string_view::npos;
  return {std::toupper(byte), shift};
}

Key escaped(char character) {
  switch (character) {
    case 'n':
      return {Qt::Key_Return};
    case 'e':
      return {Qt::Key_Escape};
    case 't':
      return {Qt::Key_Tab};
    case 'b':
      return {Qt::Key_Backspace};
    case '\\':
      return {Qt::Key_Backslash};
    default:
      return {};
  }
}

Key named(std::string_view name) {
  struct Name {
    std::string_view name;
    int code;
  };
  constexpr std::array names = {
      Name{"Up", Qt::Key_Up},         Name{"Down", Qt::Key_Down},
      Name{"Left", Qt::Key_Left},     Name{"Right", Qt::Key_Right},
      Name{"Home", Qt::Key_Home},     Name{"End", Qt::Key_End},
      Name{"PageUp", Qt::Key_PageUp}, Name{"PageDown", Qt::Key_PageDown},
      Name{"Insert", Qt::Key_Insert}, Name{"Delete", Qt::Key_Delete},
      Name{"Enter", Qt::Key_Return},  Name{"Escape", Qt::Key_Escape},
      Name{"Tab", Qt::Key_Tab},       Name{"Backspace", Qt::Key_Backspace}};
  for (const auto& key : names) {
    if (key.name == name) return {key.code};
  }
  for (int f = 1; f <= 12; ++f) {
    if (name == "F" + std::to_string(f)) return {Qt::Key_F1 + f - 1};
  }
  return {};
}

/// UTF-8 (RFC 3629): a byte 10xxxxxx goes on with the character before it.
bool is_inside_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

std::vector<std::uint8_t> stroke(Key key) {
  const auto shift = make_codes(Qt::Key_Shift, false);
  const auto press = make_codes(key.code, false);
  std::vector<std::uint8_t> bytes;
  const auto add = [&](const Scancodes& codes) {
    bytes.insert(bytes.end(), codes.begin(), codes.end());
  };
  if (press.empty()) return bytes;
  if (key.shift) add(shift);
  add(press);
  add(break_codes(press));
  if (key.shift) add(break_codes(shift));
  return bytes;
}

}  // namespace

Result<std::vector<std::vector<std::uint8_t>>> key_strokes(std::string_view text) {
  std::vector<std::vector<std::uint8_t>> strokes;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto begin = at;
    Key key = key_of(text[at]);
    if (text[at] == '\\' && at + 1 < text.size()) {
      key = escaped(text[++at]);
    } else if (const auto end = text.find('>', at);
               text[at] == '<' && end != std::string_view::npos) {
      if (const Key by_name = named(text.substr(at + 1, end - at - 1)); by_name.code != 0) {
        key = by_name;
        at = end;
      }
    }
    strokes.push_back(stroke(key));
    if (strokes.back().empty()) {
      while (at + 1 < text.size() && is_inside_character(text[at + 1])) ++at;
      return fail(fmt::format("no key for '{}'", text.substr(begin, at - begin + 1)));
    }
  }
  return strokes;
}

Result<std::vector<std::uint8_t>> serial_bytes(std::string_view text) {
  constexpr std::string_view kNames = "nrtbe\\", kBytes = "\n\r\t\b\x1B\\";
  std::vector<std::uint8_t> bytes;
  for (std::size_t at = 0; at < text.size(); ++at) {
    char byte = text[at];
    if (byte == '\\') {
      const auto which = ++at < text.size() ? kNames.find(text[at]) : std::string_view::npos;
      if (which == std::string_view::npos) return fail("a backslash that means nothing");
      byte = kBytes[which];
    }
    bytes.push_back(static_cast<std::uint8_t>(byte));
  }
  return bytes;
}

}  // namespace vectorscope
