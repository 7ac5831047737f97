// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/cp437.hpp"

namespace vectorscope {
namespace {

constexpr char16_t kBelowSpace[] =
    u" ☺☻♥♦♣♠•◘○◙♂♀♪♫☼"
    u"►◄↕‼¶§▬↨↑↓→←∟↔▲▼";

constexpr char16_t kUpperHalf[] =
    u"⌂"
    u"ÇüéâäàåçêëèïîìÄÅ"
    u"ÉæÆôöòûùÿÖÜ¢£¥₧ƒ"
    u"áíóúñÑªº¿⌐¬½¼¡«»"
    u"░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
    u"└┴┬├─┼╞╟╚╔╩╦╠═╬╧"
    u"╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
    u"αßΓπΣσµτΦΘΩδ∞φε∩"
    u"≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ ";

static_assert(sizeof kBelowSpace / sizeof *kBelowSpace == 32 + 1);
static_assert(sizeof kUpperHalf / sizeof *kUpperHalf == 129 + 1);

}  // namespace

QChar cp437(std::uint8_t code) {
  if (code < 0x20) return kBelowSpace[code];
  if (code < 0x7F) return QChar(code);
  return kUpperHalf[code - 0x7F];
}

}  // namespace vectorscope
