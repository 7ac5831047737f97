// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/begun_block.hpp"

#include <span>

#include "emu/cpu/still_loop.hpp"

namespace vectorscope {

/// A branch into the block is not meant: it goes on to the block's end.
bool BegunBlock::stored_into_itself(LinearAddress next, std::uint32_t bytes) const {
  if (!contains(next, bytes)) return false;
  if (next + bytes != at + size) return true;
  if (page->blocks->length(next % kPageBytes) != bytes) return false;
  const auto instruction = std::span(page->shadow).subspan(next % kPageBytes, bytes);
  return !may_follow_itself(instruction) || is_call(instruction);
}

bool BegunBlock::is_still(const GeneralRegisters& registers) const {
  StillLoop loop(registers);
  const auto offset = at % kPageBytes;
  for (auto begin = offset; begin < offset + size;) {
    const auto length = page->blocks->length(begin);
    loop.add(std::span(page->shadow).subspan(begin, length));
    begin += length;
  }
  return loop.still();
}

}  // namespace vectorscope
