// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/devices/fw_cfg.hpp"

namespace vectorscope {
namespace {

constexpr std::uint16_t kSignature = 0x00;
constexpr std::uint16_t kRevision = 0x01;
constexpr std::uint16_t kRamSize = 0x03;
constexpr std::uint16_t kCoresItem = 0x05;
constexpr std::uint16_t kMaxCoresItem = 0x0F;

std::uint8_t byte_of(std::uint64_t value, std::uint32_t position) {
  return position < 8 ? static_cast<std::uint8_t>(value >> (8 * position)) : 0;
}

}  // namespace

std::uint8_t FwCfg::item_byte() const {
  switch (selector_) {
    case kSignature: return byte_of(0x554D4551, position_);  // "QEMU"
    case kRevision: return byte_of(1, position_);             // traditional interface
    case kRamSize: return byte_of(ram_bytes_, position_);
    case kCoresItem:
    case kMaxCoresItem: return byte_of(cores_, position_);
    default: return 0;
  }
}

std::uint32_t FwCfg::read(std::uint32_t offset, unsigned, Access access) {
  if (offset != 1) return 0xFFFFFFFF;  // the selector cannot be read
  const std::uint8_t byte = item_byte();
  if (access.is_guest() && position_ < 8) ++position_;  // no item is longer
  return byte;
}

void FwCfg::write(std::uint32_t offset, unsigned width, std::uint32_t value, Access) {
  if (offset != 0 || width != 2) return;
  selector_ = static_cast<std::uint16_t>(value);
  position_ = 0;
}

void FwCfg::reset() {
  selector_ = 0;
  position_ = 0;
}

void FwCfg::visit(StateVisitor& state) {
  state.field("selector", selector_);
  state.field("position", position_);
}

}  // namespace vectorscope
