// SPDX-License-Identifier: GPL-2.0-or-later
// Little programs in machine code, written byte by byte.
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include "emu/base/types.hpp"

namespace vectorscope::testing {

/// Where they are loaded and begin, unless a test says otherwise.
inline constexpr PhysicalAddress kCode = 0x100000;

/// Bytes one after the other; numbers as the CPU wants them.
class Code {
 public:
  Code& operator()(std::initializer_list<int> bytes) {
    for (int byte : bytes) bytes_.push_back(static_cast<std::uint8_t>(byte));
    return *this;
  }
  Code& dword(std::uint32_t value) {
    for (int i = 0; i < 4; ++i) bytes_.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    return *this;
  }
  /// MOV DWORD [address], value
  Code& store(std::uint32_t address, std::uint32_t value) {
    return (*this)({0xC7, 0x05}).dword(address).dword(value);
  }
  /// MOV EAX, value
  Code& eax(std::uint32_t value) { return (*this)({0xB8}).dword(value); }
  [[nodiscard]] std::uint32_t here() const { return kCode + static_cast<std::uint32_t>(bytes_.size()); }
  [[nodiscard]] const std::vector<std::uint8_t>& bytes() const { return bytes_; }
  [[nodiscard]] std::size_t size() const { return bytes_.size(); }
  void pad_to(std::size_t size) { bytes_.resize(std::max(size, bytes_.size())); }

 private:
  std::vector<std::uint8_t> bytes_;
};

}  // namespace vectorscope::testing
