// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/devices/fw_cfg.hpp"

#include <string_view>

#include "emu/base/fault.hpp"

namespace vectorscope {
namespace {

constexpr std::uint16_t kSignature = 0x00, kRevision = 0x01, kRamSize = 0x03, kCoresItem = 0x05,
                        kMaxCoresItem = 0x0F, kDirectory = 0x19, kFirstFile = 0x20,
                        kIrq0Override = 0x8002;
constexpr std::uint32_t kLongestItem = 4096;  // no item is longer; the position stops there
constexpr std::string_view kMemoryMapName = "etc/e820";
constexpr std::size_t kLongestName = 56;

std::string little_endian(std::uint64_t value, unsigned bytes) {
  std::string text;
  for (unsigned byte = 0; byte < bytes; ++byte) text += static_cast<char>(value >> (8 * byte));
  return text;
}

std::string big_endian(std::uint64_t value, unsigned bytes) {
  std::string text = little_endian(value, bytes);
  return {text.rbegin(), text.rend()};
}

/// RAM as e820 entries: base, length, type (1 is RAM).
std::string memory_map(std::uint64_t ram_bytes) {
  return little_endian(0, 8) + little_endian(ram_bytes, 8) + little_endian(1, 4);
}

/// Numbers of the directory are big-endian: count; then size, selector, two
/// bytes reserved and the name of each file.
std::string directory(std::uint64_t ram_bytes) {
  std::string name(kMemoryMapName);
  name.resize(kLongestName);
  return big_endian(1, 4) + big_endian(memory_map(ram_bytes).size(), 4) +
         big_endian(kFirstFile, 2) + big_endian(0, 2) + name;
}

}  // namespace

std::string FwCfg::item() const {
  switch (selector_) {
    case kSignature: return "QEMU";
    case kRevision: return little_endian(1, 4);  // the traditional interface only
    case kRamSize: return little_endian(ram_bytes_, 8);
    case kCoresItem:
    case kMaxCoresItem: return little_endian(cores_, 2);
    case kDirectory: return directory(ram_bytes_);
    case kFirstFile: return memory_map(ram_bytes_);
    case kIrq0Override: return little_endian(1, 4);
    default: return {};
  }
}

std::uint32_t FwCfg::read(std::uint32_t offset, unsigned, Access access) {
  if (offset != 1) return 0xFFFFFFFF;  // the selector cannot be read
  const std::string bytes = item();
  const auto byte = position_ < bytes.size() ? static_cast<std::uint8_t>(bytes[position_]) : 0u;
  if (access.is_guest() && position_ < kLongestItem) ++position_;
  return byte;
}

void FwCfg::write(std::uint32_t offset, unsigned width, std::uint32_t value, Access) {
  if (offset != 0 || width != 2) return;
  selector_ = static_cast<std::uint16_t>(value);
  if (!fault("fw-cfg-position-stays")) position_ = 0;
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
