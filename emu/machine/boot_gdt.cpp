// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/machine/boot_gdt.hpp"

#include "emu/machine/firmware_table.hpp"

namespace vectorscope {

TableRegister place_boot_gdt(std::span<std::uint8_t> ram) {
  constexpr PhysicalAddress kAt = 0xF5900;
  FirmwareTable table;
  table.dword(0).dword(0);
  for (std::uint32_t high : {0x00CF9A00u, 0x00CF9200u, 0x00009A00u, 0x00009200u})
    table.dword(0x0000FFFF).dword(high);
  table.place(ram, kAt);
  return {0, kAt, static_cast<std::uint32_t>(table.size()) - 1};
}

}  // namespace vectorscope
