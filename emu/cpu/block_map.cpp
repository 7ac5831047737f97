// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/block_map.hpp"

namespace vectorscope {

void BlockMap::learn(unsigned offset, unsigned length, Traits traits) {
  met_[offset] =
      static_cast<std::uint8_t>(length | (traits.plain ? kPlain : 0) | (traits.last ? kLast : 0) |
                                (traits.stores ? kStores : 0));
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

BlockMap::Known& BlockMap::ask(unsigned offset, unsigned size) {
  auto& known = known_[offset];
  known = {};
  if (size == 0 || size > kLongest || offset + size > kPageBytes) return known;
  unsigned count = 0, at = offset;
  bool stores = false;
  for (; at < offset + size && plain(at); at += length(at)) {
    ++count;
    stores = stores || (met_[at] & kStores) != 0;
  }
  known.size = size;
  known.count = at == offset + size ? count : 0;
  known.stores = stores;
  return known;
}

bool BlockMap::begins(unsigned offset) {
  auto& known = begins_[offset];
  if (known != Begins::Unknown) return known == Begins::Yes;
  unsigned at = offset;
  for (; at < kPageBytes && at - offset <= kLongest && met_[at] != 0; at += length(at)) {
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
