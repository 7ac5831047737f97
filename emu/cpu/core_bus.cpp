// SPDX-License-Identifier: GPL-2.0-or-later
// The core from within: ports, devices and trapped memory, and under TSO stores that wait.
#include <algorithm>
#include <cstring>

#include "emu/cpu/core.hpp"
#include "emu/cpu/data_accesses.hpp"

namespace vectorscope {

// --- stores that wait ------------------------------------------------------

/// A store of the engine has begun. Pages that are trapped, and devices, come
/// by the bus. Of a store that crosses pages the engine tells the first page's
/// physical address alone.
void Core::buffer_store(PhysicalAddress address, unsigned width) {
  make_room();
  const auto begin = [this](PhysicalAddress at, unsigned bytes) {
    if (at < ram_.size() && !trapped_.contain(at))
      buffer_->begin(at, bytes, engine_.read(Reg::Eip), clock_.step);
  };
  const auto first = std::min({width, kPageBytes - address % kPageBytes, WaitingStore::kWidest});
  begin(address, first);
  if (first == width) return;
  if (const auto second = following_page(address)) begin(*second, width - first);
}

/// Where the page lies that follows, for the instruction that stores at `address`,
/// the page of this store.
std::optional<PhysicalAddress> Core::following_page(PhysicalAddress address) {
  constexpr std::uint32_t kFurthest = 64;  // below an operand's begin: PUSHA, ENTER
  const auto tables = paging();
  if (!tables.enabled()) return address / kPageBytes * kPageBytes + kPageBytes;
  std::optional<PhysicalAddress> found;
  for (const auto linear : operand_addresses()) {
    for (const auto near : {linear - kFurthest, linear, linear + kFurthest}) {
      const auto page = near / kPageBytes * kPageBytes;
      if (peek_walk(ram_, tables, page + address % kPageBytes) == address)
        found = peek_walk(ram_, tables, page + kPageBytes);
    }
  }
  return found;
}

/// Where the instruction that is under way may access memory.
std::vector<LinearAddress> Core::operand_addresses() {
  const AccessContext context{access_.wide_code(), access_.wide_stack(), engine_.general_registers()};
  const auto bytes = peek(engine_.read(Reg::Eip) + access_.code_base(), kLongestInstruction);
  std::vector<LinearAddress> addresses;
  for (const auto& access : data_accesses(bytes, context)) addresses.push_back(access_.linear(access));
  return addresses;
}

void Core::buffer_trapped_store(PhysicalAddress address, unsigned width, std::uint64_t value) {
  make_room();
  buffer_->begin(address, width, engine_.read(Reg::Eip), clock_.step);
  std::memcpy(ram_.data() + address, &value, width);
  complete_stores();
}

void Core::make_room() {
  complete_stores();
  if (buffer_->size() + StoreBuffer::kMostAtOnce <= StoreBuffer::kMost) return;
  buffer_->uncover();
  for (std::size_t i = 0; i < StoreBuffer::kMostAtOnce; ++i) drain();
  buffer_->cover();
}

void Core::complete_stores() {
  while (const auto store = buffer_->complete()) host_.retired(id_, *store);
}

/// Everything that waits reaches memory, in order.
void Core::drain_stores() {
  if (!buffer_) return;
  complete_stores();
  buffer_->uncover();
  while (drain()) {}
  buffer_->cover();
}

/// Before an instruction that lets no store wait, its own least of all.
void Core::serialize() {
  if (!buffer_) return;
  drain_stores();
  direct_at_ = clock_.step + 1;
}

// --- the bus ---------------------------------------------------------------

std::uint32_t Core::on_in(uc_struct*, std::uint32_t port, int size, void* self) {
  auto& core = *static_cast<Core*>(self);
  const WithinInstruction within(core.clock_);
  return core.host_.port_read(core.id_, static_cast<std::uint16_t>(port), static_cast<unsigned>(size));
}

void Core::on_out(uc_struct*, std::uint32_t port, int size, std::uint32_t value, void* self) {
  auto& core = *static_cast<Core*>(self);
  const WithinInstruction within(core.clock_);
  core.host_.port_write(core.id_, static_cast<std::uint16_t>(port), static_cast<unsigned>(size), value);
}

std::optional<std::uint32_t> Core::read_quietly(PhysicalAddress address, unsigned size) {
  if (in_blocks_ && quiet_read_.at == address && quiet_read_.bytes == size)
    return quiet_read_.value;
  const auto value = host_.read_quietly(id_, address, size);
  if (value) quiet_read_ = {address, size, *value};
  return value;
}

std::uint64_t Core::on_mmio_read(PhysicalAddress address, unsigned size, void* self) {
  auto& core = *static_cast<Core*>(self);
  if (!core.buffer_ && address >= core.ram_.size())
    if (const auto value = core.read_quietly(address, size)) return *value;
  if (!core.may_touch_device()) return 0;
  const WithinInstruction within(core.clock_);
  if (address >= core.ram_.size()) core.drain_stores();
  if (size <= 4) return core.host_.mmio_read(core.id_, address, size);
  const std::uint64_t low = core.host_.mmio_read(core.id_, address, 4);
  return low | (std::uint64_t{core.host_.mmio_read(core.id_, address + 4, size - 4)} << 32);
}

void Core::on_mmio_write(PhysicalAddress address, unsigned size, std::uint64_t value, void* self) {
  auto& core = *static_cast<Core*>(self);
  const WithinInstruction within(core.clock_);
  if (!core.may_touch_device()) return;
  if (address >= core.ram_.size()) core.drain_stores();
  else if (!core.stores_directly()) return core.buffer_trapped_store(address, size, value);
  core.host_.mmio_write(core.id_, address, std::min(size, 4u), static_cast<std::uint32_t>(value));
  if (size > 4)
    core.host_.mmio_write(core.id_, address + 4, size - 4, static_cast<std::uint32_t>(value >> 32));
}

void Core::on_store(uc_struct*, int, std::uint64_t address, int size, std::int64_t, void* self) {
  auto& core = *static_cast<Core*>(self);
  const WithinInstruction within(core.clock_);
  const auto at = static_cast<PhysicalAddress>(address);
  if (!core.stores_directly()) return core.buffer_store(at, static_cast<unsigned>(size));
  core.host_.stored(core.id_, at, static_cast<unsigned>(size));
}

}  // namespace vectorscope
