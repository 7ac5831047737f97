// SPDX-License-Identifier: GPL-2.0-or-later
// QEMU's firmware configuration: what a guest may ask about its machine.
// Source: QEMU, docs/specs/fw_cfg.rst (traditional interface, no DMA).
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "emu/bus/device.hpp"

namespace vectorscope {

/// Offset 0, 16 bits: port 510, selector; offset 1, 8 bits: port 511, data. Wants
/// its width as issued. Items: 0 "QEMU", 1 revision, 2 a UUID of zeros, 3 bytes of
/// RAM, 5 and 0F number of cores, 19 the directory of files, 8002 "IRQ 0 is on
/// input 2". Files: etc/e820, the memory map. Beyond an item's end there are zeros.
class FwCfg final : public Device {
 public:
  FwCfg(unsigned cores, std::uint64_t ram_bytes) : cores_(cores), ram_bytes_(ram_bytes) {}

  std::uint32_t read(std::uint32_t offset, unsigned width, Access access) override;
  void write(std::uint32_t offset, unsigned width, std::uint32_t value, Access access) override;
  void reset() override;
  void visit(StateVisitor& state) override;

 private:
  [[nodiscard]] std::string item() const;  ///< the selected one's bytes

  unsigned cores_;
  std::uint64_t ram_bytes_;
  std::uint16_t selector_ = 0;
  std::uint32_t position_ = 0;
};

}  // namespace vectorscope
