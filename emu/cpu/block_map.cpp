// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/block_map.hpp"

namespace vectorscope {

void BlockMap::learn(unsigned offset, unsigned length, bool plain, bool last) {
  met_[offset] = static_cast<std::uint8_t>(length | (plain ? kPlain : 0) | (last ? kLast : 0));
  forget_blocks();
}

void BlockMap::distrust(unsigned offset) {
  if (distrusted_[offset]) return;
  distrusted_[offset] = true;
  forget_blocks();
}

void BlockMap::forget() {
  met_.fill(0);
  forget_blocks();
}

void BlockMap::forget_blocks() {
  known_.fill({});
  begins_.fill(Begins::Unknown);
}

unsigned BlockMap::count(unsigned offset, unsigned size) {
  if (size == 0 || size > kLongest || offset + size > kBytes) return 0;
  unsigned count = 0, at = offset;
  for (; at < offset + size && plain(at); at += length(at)) ++count;
  if (at != offset + size) count = 0;
  known_[offset] = {static_cast<std::uint8_t>(size), static_cast<std::uint8_t>(count)};
  return count;
}

bool BlockMap::begins(unsigned offset) {
  auto& known = begins_[offset];
  if (known != Begins::Unknown) return known == Begins::Yes;
  unsigned at = offset;
  for (; at < kBytes && at - offset <= kLongest && met_[at] != 0; at += length(at)) {
    if (!plain(at)) break;
    if (!ends_block(at)) continue;
    known = Begins::Yes;
    return true;
  }
  known = Begins::No;
  return false;
}

unsigned BlockMap::index(unsigned offset, unsigned size, unsigned at) const {
  unsigned count = 0;
  for (unsigned next = offset; next < offset + size && next != at; next += length(next)) ++count;
  return count;
}

}  // namespace vectorscope
