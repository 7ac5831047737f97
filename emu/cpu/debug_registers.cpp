// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/debug_registers.hpp"

#include "emu/base/fault.hpp"


namespace vectorscope {
namespace {

constexpr std::uint32_t kStatusOnes = 0xFFFF0FF0, kControlOnes = 0x400;
constexpr std::uint32_t kGeneralDetectEnable = 1u << 13;

}  // namespace

std::uint32_t DebugRegisters::read(unsigned number) const {
  if (number < 4) return addresses_[number];
  return number % 2 == 0 ? status_ : control_;
}

void DebugRegisters::write(unsigned number, std::uint32_t value) {
  if (number < 4) addresses_[number] = value;
  else if (number % 2 == 0) status_ = value | kStatusOnes;
  else control_ = value | kControlOnes;
}

unsigned DebugRegisters::length(unsigned index) const {
  constexpr std::array<unsigned, 4> kLengths = {1, 2, 8, 4};
  return kLengths[(control_ >> (18 + 4 * index)) & 3];
}

bool DebugRegisters::overlaps(unsigned index, std::uint32_t place, std::uint32_t address,
                              unsigned width) const {
  const auto bytes = fault("debug-length-ignored") ? 1 : length(index);
  const auto begin = place & ~(bytes - 1);  // the low bits do not count
  return address - begin < bytes || begin - address < width;
}

bool DebugRegisters::any(unsigned wanted) const {
  for (unsigned i = 0; i < 4; ++i)
    if (enabled(i) && kind(i) == wanted) return true;
  return false;
}

unsigned DebugRegisters::executed(LinearAddress address) const {
  unsigned hits = 0;
  bool real = false;
  for (unsigned i = 0; i < 4; ++i) {
    if (kind(i) != kExecute || addresses_[i] != address) continue;
    hits |= 1u << i;
    real = real || enabled(i);
  }
  return real ? hits : 0;
}

unsigned DebugRegisters::accessed(PhysicalAddress address, unsigned width, bool write,
                                  const Where& where) const {
  unsigned hits = 0;
  for (unsigned i = 0; i < 4; ++i) {
    const bool fits = kind(i) == kAccess || (write && kind(i) == kWrite);
    if (enabled(i) && fits && where[i] && overlaps(i, *where[i], address, width)) hits |= 1u << i;
  }
  return hits;
}

unsigned DebugRegisters::port_accessed(std::uint16_t port, unsigned width) const {
  unsigned hits = 0;
  for (unsigned i = 0; i < 4; ++i)
    if (enabled(i) && kind(i) == kPort && overlaps(i, addresses_[i], port, width)) hits |= 1u << i;
  return hits;
}

void DebugRegisters::raised(std::uint32_t reasons) {
  status_ = (status_ & ~0xFu) | reasons;
  if (!fault("debug-general-detect-stays")) control_ &= ~kGeneralDetectEnable;  // the handler may use the registers
}

void DebugRegisters::visit(StateVisitor& state) {
  for (auto& address : addresses_) state.field("breakpoint", address);
  state.field("DR6", status_);
  state.field("DR7", control_);
}

}  // namespace vectorscope
