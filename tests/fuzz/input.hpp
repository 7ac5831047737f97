// SPDX-License-Identifier: GPL-2.0-or-later
// The fuzzer's bytes, and zeros after them.
#pragma once
#include <cstdint>
#include <span>

namespace vectorscope::fuzz {

class Input {
 public:
  explicit Input(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}
  [[nodiscard]] bool empty() const { return bytes_.empty(); }
  std::uint8_t byte() {
    if (bytes_.empty()) return 0;
    const std::uint8_t value = bytes_.front();
    bytes_ = bytes_.subspan(1);
    return value;
  }
  std::uint32_t word() {
    std::uint32_t value = 0;
    for (int index = 0; index < 4; ++index) value = value << 8 | byte();
    return value;
  }
  std::uint32_t below(std::uint32_t limit) { return (byte() * 256u + byte()) % limit; }

 private:
  std::span<const std::uint8_t> bytes_;
};

}  // namespace vectorscope::fuzz
