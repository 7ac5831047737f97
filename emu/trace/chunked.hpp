// SPDX-License-Identifier: GPL-2.0-or-later
// A list that only grows at its end. Full chunks never move or change and are
// shared by copies, so a copy costs one chunk, however long the list is.
#pragma once
#include <algorithm>
#include <cstddef>
#include <memory>
#include <vector>

namespace vectorscope {

template <class T, std::size_t ChunkSize = 1024>
class Chunked {
 public:
  [[nodiscard]] std::size_t size() const { return full_.size() * ChunkSize + tail_.size(); }
  [[nodiscard]] bool empty() const { return size() == 0; }

  [[nodiscard]] const T& operator[](std::size_t index) const {
    const std::size_t chunk = index / ChunkSize;
    return (chunk < full_.size() ? *full_[chunk] : tail_)[index % ChunkSize];
  }
  [[nodiscard]] const T& back() const { return (*this)[size() - 1]; }

  /// A full tail becomes shared only when more comes: until then its last
  /// element may still be taken back.
  void push_back(T value) {
    if (tail_.size() == ChunkSize) {
      lasts_.push_back(tail_.back());
      full_.push_back(std::make_shared<const std::vector<T>>(std::move(tail_)));
      tail_ = {};
    }
    tail_.push_back(std::move(value));
  }

  /// Only of the tail; what is shared stays.
  void pop_back() { tail_.pop_back(); }

  /// Replaces one element; a shared chunk is copied first.
  void set(std::size_t index, T value) {
    const std::size_t chunk = index / ChunkSize;
    if (chunk >= full_.size()) {
      tail_[index % ChunkSize] = std::move(value);
      return;
    }
    auto copy = std::make_shared<std::vector<T>>(*full_[chunk]);
    (*copy)[index % ChunkSize] = std::move(value);
    lasts_[chunk] = copy->back();
    full_[chunk] = std::move(copy);
  }

  /// The first index whose element does not satisfy `before`; the list must be
  /// partitioned by it. O(log n): first the chunk, then inside it.
  template <class Before>
  [[nodiscard]] std::size_t partition_point(Before before) const {
    const auto chunk = static_cast<std::size_t>(
        std::partition_point(lasts_.begin(), lasts_.end(), before) - lasts_.begin());
    const std::vector<T>& inside = chunk < full_.size() ? *full_[chunk] : tail_;
    const auto place = std::partition_point(inside.begin(), inside.end(), before);
    return chunk * ChunkSize + static_cast<std::size_t>(place - inside.begin());
  }

 private:
  std::vector<std::shared_ptr<const std::vector<T>>> full_;
  std::vector<T> lasts_;  ///< of each full chunk, side by side: searching touches no chunk
  std::vector<T> tail_;
};

}  // namespace vectorscope
