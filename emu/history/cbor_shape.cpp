// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/history/cbor_shape.hpp"

#include <vector>

#include <fmt/format.h>

namespace vectorscope {
namespace {

/// RFC 8949, section 3.1.
enum Major : std::uint8_t { kUnsigned, kNegative, kBytes, kText, kArray, kMap, kTag, kSimple };

class Scanner {
 public:
  explicit Scanner(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  Result<void> scan() {
    while (!open_.empty()) {
      if (open_.back() == 0) {
        open_.pop_back();
        continue;
      }
      --open_.back();
      if (++values_ > kMostValues) return wrong("too many values");
      if (auto fine = value(); !fine) return fine;
    }
    if (at_ != bytes_.size()) return wrong("goes on after the end");
    return {};
  }

 private:
  [[nodiscard]] std::uint64_t left() const { return bytes_.size() - at_; }

  [[nodiscard]] Result<void> wrong(const char* what) const {
    return fail(fmt::format("its contents are damaged at byte {} of the unpacked data: {}", at_,
                            what));
  }

  Result<void> value() {
    if (left() == 0) return wrong("truncated");
    const std::uint8_t first = bytes_[at_];
    const std::uint8_t information = first & 0x1F;
    const std::size_t width = information < 24 ? 0 : std::size_t{1} << (information - 24);
    if (information > 27) return wrong("a length that is not given");
    if (left() < 1 + width) return wrong("truncated");
    ++at_;
    std::uint64_t argument = information;
    if (width != 0) argument = big_endian(width);
    return contents(static_cast<Major>(first >> 5), argument);
  }

  std::uint64_t big_endian(std::size_t width) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < width; ++i) value = value << 8 | bytes_[at_++];
    return value;
  }

  Result<void> contents(Major major, std::uint64_t argument) {
    switch (major) {
      case kBytes:
      case kText:
        if (argument > left()) return wrong("a string longer than the rest");
        at_ += argument;
        return {};
      case kArray:
      case kMap:
        if (argument > left()) return wrong("more values than bytes");
        if (open_.size() > kDeepest) return wrong("nested too deeply");
        open_.push_back(major == kMap ? 2 * argument : argument);
        return {};
      case kTag: return wrong("a tag");
      default: return {};
    }
  }

  std::span<const std::uint8_t> bytes_;
  std::uint64_t at_ = 0;
  std::size_t values_ = 0;
  std::vector<std::uint64_t> open_ = {1};  ///< values still to come, on each level
};

}  // namespace

Result<void> check_cbor_shape(std::span<const std::uint8_t> bytes) { return Scanner(bytes).scan(); }

}  // namespace vectorscope
