// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/store_buffer.hpp"

#include <algorithm>
#include <cstring>

#include "emu/base/fault.hpp"

namespace vectorscope {

std::uint32_t WaitingStore::value() const {
  std::uint32_t first = 0;
  std::memcpy(&first, bytes.data(), std::min<std::size_t>(width, sizeof first));
  return first;
}

void StoreBuffer::cover() {
  if (covered_) return;
  covered_ = true;
  for (auto& [store, under] : stores_) {
    std::memcpy(under.data(), at(store), store.width);
    std::memcpy(at(store), store.bytes.data(), store.width);
  }
}

// The newest first: where two overlap, the older one's `under` is the memory's.
void StoreBuffer::uncover() {
  if (!covered_) return;
  covered_ = false;
  for (std::size_t left = stores_.size(); left > 0; --left) {
    const auto& [store, under] = stores_[left - 1];
    std::memcpy(at(store), under.data(), store.width);
  }
}

void StoreBuffer::begin(PhysicalAddress where, unsigned width, LinearAddress eip, Step step) {
  // The engine begins a store into its own block twice, and this one is it.
  if (begun_ > 0 && begun_at_ == step && stores_.back().store.address == where &&
      stores_.back().store.width == width)
    return;
  auto& [store, under] = stores_.emplace_back();
  store.address = where;
  store.eip = eip;
  store.width = static_cast<std::uint8_t>(width);
  std::memcpy(under.data(), at(store), width);
  ++begun_;
  begun_at_ = step;
}

std::optional<WaitingStore> StoreBuffer::complete() {
  if (begun_ == 0) return std::nullopt;
  auto& store = stores_[stores_.size() - begun_--].store;
  std::memcpy(store.bytes.data(), at(store), store.width);
  return store;
}

void StoreBuffer::abandon(Step step) {
  while (begun_ > 0 && begun_at_ == step) {
    const auto& [store, under] = stores_.back();
    if (std::memcmp(under.data(), at(store), store.width) != 0) return;
    stores_.pop_back();
    --begun_;
  }
}

std::optional<WaitingStore> StoreBuffer::drain() {
  if (stores_.empty()) return std::nullopt;
  const WaitingStore oldest = fault("tso-newest-first") ? stores_.back().store : stores_.front().store;
  if (fault("tso-newest-first")) stores_.pop_back();
  else stores_.pop_front();
  std::memcpy(at(oldest), oldest.bytes.data(), oldest.width);
  return oldest;
}

void StoreBuffer::visit(StateVisitor& state) {
  std::size_t count = stores_.size();
  state.field("stores", count);
  if (state.loading()) stores_.resize(std::min(count, kMost));
  for (auto& [store, under] : stores_) {
    state.field("address", store.address);
    state.field("eip", store.eip);
    state.field("width", store.width);
    state.field("bytes", store.bytes);
  }
}

}  // namespace vectorscope
