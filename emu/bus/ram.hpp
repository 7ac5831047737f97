// SPDX-License-Identifier: GPL-2.0-or-later
// The board's RAM: page-aligned, zero at power-on, shared by every engine.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

#include "emu/base/result.hpp"

namespace vectorscope {

class Ram {
 public:
  static Result<Ram> create(std::size_t bytes);  ///< a multiple of 4096
  ~Ram();
  Ram(Ram&& other) noexcept;
  Ram& operator=(Ram&&) = delete;
  Ram(const Ram&) = delete;
  Ram& operator=(const Ram&) = delete;

  /// Readable for one page past its end: comparing code looks a few bytes ahead.
  [[nodiscard]] std::span<std::uint8_t> bytes() const { return {data_, size_}; }

 private:
  Ram(std::uint8_t* data, std::size_t size) : data_(data), size_(size) {}
  std::uint8_t* data_;
  std::size_t size_;
};

}  // namespace vectorscope
