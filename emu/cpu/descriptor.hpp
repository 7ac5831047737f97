// SPDX-License-Identifier: GPL-2.0-or-later
// Segment descriptors and gates as they stand in the guest's tables.
// Intel SDM 3A, 3.4.5 (segments), 3.5 (system descriptors), 5.8.3 and 6.11 (gates).
#pragma once
#include <cstdint>

#include "emu/cpu/hidden_state.hpp"

namespace vectorscope {

struct Descriptor {
  std::uint32_t low = 0, high = 0;

  [[nodiscard]] std::uint32_t base() const {
    return (low >> 16) | ((high & 0xFF) << 16) | (high & 0xFF000000u);
  }
  /// Of the last byte.
  [[nodiscard]] std::uint32_t limit() const {
    const auto raw = (low & 0xFFFF) | (high & 0xF0000);
    return (high & 0x800000) != 0 ? (raw << 12) | 0xFFF : raw;
  }
  [[nodiscard]] unsigned dpl() const { return (high >> 13) & 3; }
  [[nodiscard]] bool present() const { return (high & 0x8000) != 0; }
  /// 4 bits of type, and bit 4 if it is no system descriptor.
  [[nodiscard]] unsigned type() const { return (high >> 8) & 0x1F; }
  [[nodiscard]] bool is_code() const { return (high & 0x1800) == 0x1800; }
  [[nodiscard]] bool is_readable() const {
    return (high & 0x1800) == 0x1000 || (high & 0x1A00) == 0x1A00;
  }
  [[nodiscard]] bool is_writable_data() const { return (high & 0x1A00) == 0x1200; }
  [[nodiscard]] bool conforming() const { return (high & 0x1C00) == 0x1C00; }
  [[nodiscard]] bool big() const { return (high & 0x400000) != 0; }
  [[nodiscard]] SegmentCache cached(std::uint32_t selector) const {
    return {selector, base(), limit(), high};
  }
};

struct Gate {
  Descriptor raw;

  [[nodiscard]] bool is_task() const { return raw.type() == 5; }
  /// Interrupt and trap gates of 16 and 32 bits.
  [[nodiscard]] bool is_interrupt() const {
    const auto type = raw.type();
    return type == 6 || type == 7 || type == 14 || type == 15;
  }
  [[nodiscard]] bool wide() const { return (raw.type() & 8) != 0; }
  [[nodiscard]] bool clears_if() const { return (raw.type() & 1) == 0; }
  [[nodiscard]] std::uint32_t selector() const { return raw.low >> 16; }
  [[nodiscard]] std::uint32_t offset() const {
    const auto low = raw.low & 0xFFFF;
    return wide() ? (raw.high & 0xFFFF0000u) | low : low;
  }
};

/// What a segment register holds in real and virtual-8086 mode.
inline SegmentCache paragraph(std::uint32_t selector, unsigned dpl) {
  constexpr std::uint32_t kPresentWritableAccessed = 0x9300;
  return {selector & 0xFFFF, (selector & 0xFFFF) << 4, 0xFFFF,
          kPresentWritableAccessed | (dpl << 13)};
}

}  // namespace vectorscope
