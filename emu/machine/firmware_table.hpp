// SPDX-License-Identifier: GPL-2.0-or-later
// A table that firmware leaves in memory, byte after byte.
#pragma once
#include <algorithm>
#include <cstdint>
#include <numeric>
#include <span>
#include <string_view>
#include <vector>

#include "emu/base/types.hpp"

namespace vectorscope {

class FirmwareTable {
 public:
  FirmwareTable& byte(unsigned value) {
    bytes_.push_back(static_cast<std::uint8_t>(value));
    return *this;
  }
  FirmwareTable& word(unsigned value) { return byte(value).byte(value >> 8); }
  FirmwareTable& dword(std::uint32_t value) { return word(value & 0xFFFF).word(value >> 16); }
  FirmwareTable& text(std::string_view value) {
    for (char c : value) byte(static_cast<unsigned char>(c));
    return *this;
  }
  /// Makes the sum of all bytes zero.
  void checksum(std::size_t at) {
    const auto sum = std::accumulate(bytes_.begin(), bytes_.end(), 0u);
    bytes_[at] = static_cast<std::uint8_t>(bytes_[at] - sum);
  }
  void set_dword(std::size_t at, std::uint32_t value) {
    set_word(at, value & 0xFFFF);
    set_word(at + 2, value >> 16);
  }
  void set_word(std::size_t at, std::size_t value) {
    bytes_[at] = static_cast<std::uint8_t>(value);
    bytes_[at + 1] = static_cast<std::uint8_t>(value >> 8);
  }
  [[nodiscard]] std::size_t size() const { return bytes_.size(); }
  void place(std::span<std::uint8_t> ram, PhysicalAddress at) const {
    std::copy(bytes_.begin(), bytes_.end(), ram.begin() + at);
  }

 private:
  std::vector<std::uint8_t> bytes_;
};

}  // namespace vectorscope
