// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/base/state_io.hpp"

#include <cstring>
#include <new>

#include <xxhash.h>

namespace vectorscope {

struct HashVisitor::Stream {
  Stream() : state(XXH3_createState()) {
    if (state == nullptr) throw std::bad_alloc();
    XXH3_64bits_reset(state);
  }
  ~Stream() { XXH3_freeState(state); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  XXH3_state_t* state;
};

HashVisitor::HashVisitor() : stream_(std::make_unique<Stream>()) {}
HashVisitor::~HashVisitor() = default;

void HashVisitor::bytes(std::string_view, void* data, std::size_t size) {
  XXH3_64bits_update(stream_->state, data, size);
}

std::uint64_t HashVisitor::digest() const { return XXH3_64bits_digest(stream_->state); }

void SaveVisitor::bytes(std::string_view, void* data, std::size_t size) {
  const auto* from = static_cast<const std::uint8_t*>(data);
  out_.insert(out_.end(), from, from + size);
}

void LoadVisitor::bytes(std::string_view, void* data, std::size_t size) {
  if (size == 0) return;
  if (size > in_.size()) {
    ok_ = false;
    in_ = {};
    std::memset(data, 0, size);
    return;
  }
  std::memcpy(data, in_.data(), size);
  in_ = in_.subspan(size);
}

}  // namespace vectorscope
