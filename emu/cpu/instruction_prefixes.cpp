// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/instruction_prefixes.hpp"

namespace vectorscope {

InstructionPrefixes split_prefixes(std::span<const std::uint8_t> bytes) {
  InstructionPrefixes found;
  for (; !bytes.empty(); bytes = bytes.subspan(1)) {
    switch (bytes[0]) {
      case 0x26: found.segment = SegmentReg::Es; break;
      case 0x2E: found.segment = SegmentReg::Cs; break;
      case 0x36: found.segment = SegmentReg::Ss; break;
      case 0x3E: found.segment = SegmentReg::Ds; break;
      case 0x64: found.segment = SegmentReg::Fs; break;
      case 0x65: found.segment = SegmentReg::Gs; break;
      case 0x66: found.operands_resized = true; break;
      case 0x67: found.addresses_resized = true; break;
      case 0xF0: found.lock = true; break;
      case 0xF2: case 0xF3: found.repeat = bytes[0]; break;
      default: found.rest = bytes; return found;
    }
  }
  return found;
}

}  // namespace vectorscope
