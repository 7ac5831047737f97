// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/interrupts/ipi_bus.hpp"

#include <algorithm>
#include <utility>

namespace vectorscope {
namespace {

// platform.md, "IPI bus"
constexpr std::uint32_t kVector = 0x814;
constexpr std::uint32_t kStopped = 0xE00;  // + 4t
constexpr std::uint32_t kCores = 0xFF4;
constexpr std::uint32_t kMe = 0xFF8;
constexpr std::uint32_t kId = 0xFFC;

}  // namespace

IpiBus::IpiBus(unsigned cores, IpiModel model, EventSink& events,
               std::function<void(CoreId)> attention, std::function<bool(CoreId)> stopped)
    : cores_(cores),
      model_(model),
      events_(events),
      attention_(std::move(attention)),
      stopped_(std::move(stopped)),
      registers_(IpiRegisters::of(
          model, IpiWires{cores, events, [this](CoreId core) { arrived(core); }, faults_})) {
  vectors_.fill(kResetVector);
}

void IpiBus::reset() {
  vectors_.fill(kResetVector);
  faults_ = {};
  held_until_ = {};
  registers_->reset();
}

void IpiBus::arrived(CoreId target) {
  const Ticks late = latency_ + faults_.take_delay(target);
  if (late != 0 && (high_before_ >> target & 1) == 0)
    held_until_[target] = std::max(held_until_[target], now_ + late);
  if (line(target)) attention_(target);
}

Ticks IpiBus::next_deadline() const {
  Ticks first = kNever;
  for (const Ticks until : held_until_)
    if (until != 0) first = std::min(first, until);
  return first;
}

void IpiBus::advance(Ticks now) {
  now_ = now;
  for (unsigned core = 0; core < cores_; ++core) {
    if (held_until_[core] == 0 || held_until_[core] > now) continue;
    held_until_[core] = 0;
    if (line(static_cast<CoreId>(core))) attention_(static_cast<CoreId>(core));
  }
}

std::uint32_t IpiBus::read(std::uint32_t offset, unsigned width, Access access) {
  if (width != 4 || offset % 4 != 0) {
    refuse(offset, 0, access, "IPI bus: only aligned 32-bit accesses");
    return 0xFFFFFFFF;
  }
  const auto value = register_value(offset, access.core);
  if (!value) refuse(offset, 0, access, "IPI bus: no such register to read");
  return value.value_or(0xFFFFFFFF);
}

void IpiBus::write(std::uint32_t offset, unsigned width, std::uint32_t value, Access access) {
  if (width != 4 || offset % 4 != 0) {
    refuse(offset, value, access, "IPI bus: only aligned 32-bit accesses");
  } else if (!set_register(offset, value, access.core)) {
    refuse(offset, value, access, "IPI bus: no such register to write");
  }
}

std::optional<std::uint32_t> IpiBus::register_value(std::uint32_t offset, CoreId core) const {
  if (core >= cores_) return std::nullopt;
  if (offset >= kStopped && offset < kStopped + 4 * kMaxCores) {
    const auto target = static_cast<CoreId>((offset - kStopped) / 4);
    return target < cores_ && stopped_(target) ? 1 : 0;
  }
  switch (offset) {
    case kId: return kIdentity + static_cast<std::uint32_t>(model_);
    case kMe: return core;
    case kCores: return cores_;
    case kVector: return vectors_[core];
    default: return registers_->read(offset, core);
  }
}

bool IpiBus::set_register(std::uint32_t offset, std::uint32_t value, CoreId core) {
  if (core >= cores_) return false;
  if (offset == kVector) {
    vectors_[core] = static_cast<Vector>(value);
    return true;
  }
  high_before_ = 0;
  for (unsigned each = 0; each < cores_; ++each)
    if (line(static_cast<CoreId>(each))) high_before_ |= 1u << each;
  return registers_->write(offset, value, core);
}

void IpiBus::refuse(std::uint32_t offset, std::uint32_t value, Access access, const char* why) {
  if (!access.is_guest()) return;
  events_.publish(access.core, events::DeviceError{kBase + offset, value, why});
}

void IpiBus::visit(StateVisitor& state) {
  for (unsigned core = 0; core < cores_; ++core) state.field("vector", vectors_[core]);
  faults_.visit(state);
  state.field("held until", held_until_);
  state.field("now", now_);
  registers_->visit(state);
}

}  // namespace vectorscope
