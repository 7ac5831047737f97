// SPDX-License-Identifier: GPL-2.0-or-later
// The three walks over a part's state: hash, save, load.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "emu/base/state_visitor.hpp"

namespace vectorscope {

/// XXH3, 64 bits, over the bytes of every field in the order of `visit`.
class HashVisitor final : public StateVisitor {
 public:
  HashVisitor();
  ~HashVisitor() override;
  HashVisitor(const HashVisitor&) = delete;
  HashVisitor& operator=(const HashVisitor&) = delete;

  [[nodiscard]] bool loading() const override { return false; }
  void bytes(std::string_view name, void* data, std::size_t size) override;
  [[nodiscard]] std::uint64_t digest() const;

 private:
  struct Stream;
  std::unique_ptr<Stream> stream_;
};

/// Appends every field to a buffer that the caller owns.
class SaveVisitor final : public StateVisitor {
 public:
  explicit SaveVisitor(std::vector<std::uint8_t>& out) : out_(out) {}

  [[nodiscard]] bool loading() const override { return false; }
  void bytes(std::string_view name, void* data, std::size_t size) override;

 private:
  std::vector<std::uint8_t>& out_;
};

/// Fills every field from a buffer. A field that lies beyond the end becomes
/// zero and `ok` false from then on: a short recording is an error, not a crash.
class LoadVisitor final : public StateVisitor {
 public:
  explicit LoadVisitor(std::span<const std::uint8_t> in) : in_(in) {}

  [[nodiscard]] bool loading() const override { return true; }
  void bytes(std::string_view name, void* data, std::size_t size) override;
  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] std::size_t left() const { return in_.size(); }  ///< bytes not read yet

 private:
  std::span<const std::uint8_t> in_;
  bool ok_ = true;
};

}  // namespace vectorscope
