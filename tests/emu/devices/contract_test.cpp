// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/devices/acpi_pm.hpp"
#include "emu/devices/cmos.hpp"
#include "emu/devices/debug_ports.hpp"
#include "emu/devices/fw_cfg.hpp"
#include "emu/devices/keyboard.hpp"
#include "emu/devices/pit.hpp"
#include "emu/devices/port92.hpp"
#include "emu/devices/uart.hpp"
#include "emu/devices/vga_text.hpp"
#include "tests/emu/support/device_contract.hpp"

namespace vectorscope::test {
namespace {

constexpr std::uint64_t kRam = 64 << 20;
constexpr std::uint64_t kHz = 10'000'000;

std::vector<std::uint32_t> first(std::uint32_t count) {
  std::vector<std::uint32_t> offsets(count);
  for (std::uint32_t offset = 0; offset < count; ++offset) offsets[offset] = offset;
  return offsets;
}

DeviceCase pit() {
  return {.name = "Pit8254",
          .make = [](EventSink&) { return std::make_unique<Pit8254>(kHz, [](bool) {}); },
          .offsets = first(5)};
}

DeviceCase keyboard() {
  return {.name = "Keyboard8042",
          .make = [](EventSink& events) {
            return std::make_unique<Keyboard8042>(
                events, KeyboardWires{[](bool) {}, [](bool) {}, [] {}});
          },
          .offsets = {0, 1},
          .poke = [](Device& device, std::uint32_t value) {
            static_cast<Keyboard8042&>(device).key(static_cast<std::uint8_t>(value));
          }};
}

DeviceCase uart() {
  return {.name = "Uart16550",
          .make = [](EventSink& events) {
            return std::make_unique<Uart16550>(events, [](bool) {});
          },
          .offsets = first(8),
          .poke = [](Device& device, std::uint32_t value) {
            static_cast<Uart16550&>(device).receive(static_cast<std::uint8_t>(value));
          }};
}

DeviceCase vga() {
  return {.name = "VgaText",
          .make = [](EventSink&) {
            static std::array<std::uint8_t, VgaText::kCellBytes> cells;
            return std::make_unique<VgaText>(cells);
          },
          .offsets = first(VgaText::kPorts)};
}

DeviceCase cmos() {
  return {.name = "Cmos",
          .make = [](EventSink&) { return std::make_unique<Cmos>(4, kRam, kHz); },
          .offsets = {0, 1}};
}

DeviceCase fw_cfg() {
  return {.name = "FwCfg",
          .make = [](EventSink&) { return std::make_unique<FwCfg>(4, kRam); },
          .offsets = {0, 1},
          .widths = {1, 2}};
}

DeviceCase debug_ports() {
  return {.name = "DebugPorts",
          .make = [](EventSink& events) { return std::make_unique<DebugPorts>(events, std::span<const std::uint8_t>{}); },
          .offsets = {DebugPorts::kText, DebugPorts::kExit, DebugPorts::kMark},
          .widths = {1, 4}};
}

DeviceCase delay_port() {
  return {.name = "DelayPort",
          .make = [](EventSink&) { return std::make_unique<DelayPort>(); },
          .offsets = {0}};
}

DeviceCase port92() {
  return {.name = "Port92",
          .make = [](EventSink&) { return std::make_unique<Port92>([](bool) {}, [] {}); },
          .offsets = {0}};
}

DeviceCase acpi_pm() {
  return {.name = "AcpiPm",
          .make = [](EventSink&) { return std::make_unique<AcpiPm>(kHz, [](CoreId) {}); },
          .offsets = first(AcpiPm::kSize),
          .widths = {1, 2, 4}};
}

INSTANTIATE_TEST_SUITE_P(Devices, DeviceContract,
                         testing::Values(pit(), keyboard(), uart(), vga(), cmos(), fw_cfg(),
                                         debug_ports(), delay_port(), port92(), acpi_pm()),
                         [](const auto& param) { return param.param.name; });

}  // namespace
}  // namespace vectorscope::test
