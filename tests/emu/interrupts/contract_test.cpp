// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/interrupts/ipi_bus.hpp"
#include "emu/interrupts/lapic.hpp"
#include "emu/interrupts/pic.hpp"
#include "tests/emu/support/device_contract.hpp"

namespace vectorscope::test {
namespace {

std::vector<std::uint32_t> every(std::uint32_t step, std::uint32_t end) {
  std::vector<std::uint32_t> offsets;
  for (std::uint32_t offset = 0; offset < end; offset += step) offsets.push_back(offset);
  return offsets;
}

DeviceCase pic() {
  return {.name = "Pic8259Pair",
          .make = [](EventSink& events) {
            return std::make_unique<Pic8259Pair>(events, [](bool) {});
          },
          .offsets = every(1, 7),
          .poke = [](Device& device, std::uint32_t value) {
            auto& pair = static_cast<Pic8259Pair&>(device);
            switch (value >> 4 & 7) {
              case 0: pair.acknowledge(0); break;
              case 1: pair.raise(value & 15); break;
              case 2: pair.raise_spurious((value & 1) != 0); break;
              default: pair.set_line(value & 15, (value & 0x80) == 0);
            }
          },
          .release = [](Device& device) {
            for (unsigned irq = 0; irq < 16; ++irq) {
              static_cast<Pic8259Pair&>(device).set_line(irq, false);
            }
          }};
}

DeviceCase lapics() {
  return {.name = "LocalApics",
          .make = [](EventSink& events) {
            return std::make_unique<LocalApics>(
                4, events,
                LapicWires{.attention = [](CoreId) {},
                           .init = [](CoreId, CoreId) {},
                           .startup = [](CoreId, Vector, CoreId) {},
                           .nmi = [](CoreId) {},
                           .present = [](CoreId core) { return core < 3; }});
          },
          .offsets = every(16, 0x400),
          .widths = {4, 4, 4, 4, 1},
          .cores = 4,
          .poke = [](Device& device, std::uint32_t value) {
            auto& apics = static_cast<LocalApics&>(device);
            const auto core = static_cast<CoreId>(value & 3);
            switch (value >> 2 & 3) {
              case 0: apics.acknowledge(core); break;
              case 1: apics.post(core, static_cast<Vector>(value), (value & 16) != 0); break;
              case 2:  // software enable, or nothing would ever be accepted
                apics.write(0xF0, 4, 0x1FF, guest_on(core));
                break;
              default: apics.set_base_msr(core, value % 31 == 0 ? 0xFEE00000 : 0xFEE00800);
            }
          }};
}

struct IpiCase {
  const char* name;
  IpiModel model;
  std::vector<std::uint32_t> registers;
};

const IpiCase kIpiCases[] = {
    {"IpiBusLossy", IpiModel::Lossy, {0x000, 0x010, 0x020, 0x800, 0x804, 0x808, 0x80C, 0x810}},
    {"IpiBusStatus", IpiModel::Status, {0x000, 0x010, 0x004, 0x014, 0x800, 0x808, 0x80C, 0x810}},
    {"IpiBusNxN", IpiModel::NxN, {0x1000, 0x1004, 0x1008, 0x1800, 0x1804, 0x1900, 0x1904, 0x1908}},
    {"IpiBusBits", IpiModel::Bits, {0x1A00, 0x1A04, 0x1A08}},
    {"IpiBusBusy", IpiModel::Busy, {0x2000, 0x2004, 0x2008, 0x200C, 0x2010, 0x2014}},
};

DeviceCase ipi_bus(const IpiCase& model) {
  auto offsets = model.registers;
  for (std::uint32_t common : {0x814, 0xE00, 0xFFC, 0x3000}) offsets.push_back(common);
  return {.name = model.name,
          .make =
              [which = model.model](EventSink& events) {
                return std::make_unique<IpiBus>(4, which, events, [](CoreId) {},
                                                [](CoreId) { return false; });
              },
          .offsets = offsets,
          .widths = {4, 4, 4, 2},
          .cores = 4,
          .poke = [](Device& device, std::uint32_t value) {
            auto& bus = static_cast<IpiBus&>(device);
            const auto core = static_cast<CoreId>(value & 3);
            bus.write(0x2000, 4, value >> 2 & 3, guest_on(core));
            if ((value & 0x10) != 0) bus.drop_next(core);
          }};
}

DeviceCase io_apic() {
  return {.name = "IoApic",
          .make =
              [](EventSink& events) {
                return std::make_unique<IoApic>(std::uint8_t{4}, events,
                                                [](const InterruptMessage&) {});
              },
          .offsets = {0x00, 0x10, 0x20},
          .widths = {4, 4, 4, 2},
          .cores = 1,
          .poke = [](Device& device, std::uint32_t value) {
            auto& apic = static_cast<IoApic&>(device);  // lines survive a reset: leave them low
            for (bool high : {true, false}) apic.set_line(value % 24, high);
          }};
}

INSTANTIATE_TEST_SUITE_P(Interrupts, DeviceContract,
                         testing::Values(pic(), lapics(), io_apic(), ipi_bus(kIpiCases[0]),
                                         ipi_bus(kIpiCases[1]), ipi_bus(kIpiCases[2]),
                                         ipi_bus(kIpiCases[3]), ipi_bus(kIpiCases[4])),
                         [](const auto& param) { return param.param.name; });

}  // namespace
}  // namespace vectorscope::test
