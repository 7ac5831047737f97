// SPDX-License-Identifier: GPL-2.0-or-later
// A guest may do anything to the devices, and so may a damaged recording: no
// access crashes, and a viewer's look changes nothing.
#include <array>
#include <cstdlib>
#include <memory>

#include "emu/bus/mmio_bus.hpp"
#include "emu/bus/port_bus.hpp"
#include "emu/devices/acpi_pm.hpp"
#include "emu/devices/cmos.hpp"
#include "emu/devices/debug_ports.hpp"
#include "emu/devices/fw_cfg.hpp"
#include "emu/devices/keyboard.hpp"
#include "emu/devices/pit.hpp"
#include "emu/devices/port92.hpp"
#include "emu/devices/uart.hpp"
#include "emu/devices/vga_text.hpp"
#include "emu/interrupts/ipi_bus.hpp"
#include "emu/interrupts/lapic.hpp"
#include "emu/interrupts/pic.hpp"
#include "tests/emu/support/bench.hpp"
#include "tests/fuzz/input.hpp"

namespace {

using namespace vectorscope;
using fuzz::Input;
using namespace vectorscope::test;

constexpr unsigned kCores = 4;
constexpr std::uint64_t kHz = 1'000'000;

void require(bool condition) {
  if (!condition) std::abort();
}

struct Discard final : EventSink {
  void publish(CoreId, EventBody) override {}
};

struct Bench {
  Discard events;
  PortBus ports{events};
  MmioBus mmio{events};
  std::vector<std::uint8_t> cells = std::vector<std::uint8_t>(VgaText::kCellBytes);
  Pic8259Pair pic{events, [](bool) {}};
  LocalApics lapics{kCores, events,
                    LapicWires{[](CoreId) {}, [](CoreId, CoreId) {}, [](CoreId, Vector, CoreId) {},
                               [](CoreId) {}, [](CoreId core) { return core != 3; }}};
  IpiBus ipi{kCores, IpiModel::Busy, events, [](CoreId) {}, [](CoreId) { return false; }};
  Pit8254 pit{kHz, [this](bool level) { pic.set_line(0, level); }};
  Keyboard8042 keyboard{events, KeyboardWires{[this](bool level) { pic.set_line(1, level); },
                                              [](bool) {}, [] {}}};
  Uart16550 uart{events, [this](bool level) { pic.set_line(4, level); }, kHz};
  VgaText vga{cells};
  Cmos cmos{kCores, 64 << 20, kHz, Cmos::kDefaultStart,
            [this](bool level) { pic.set_line(8, level); }};
  IoApic ioapic{static_cast<std::uint8_t>(kCores), events,
                [this](const InterruptMessage& message) { lapics.accept(message); }};
  Port92 port92{[](bool) {}, [] {}};
  AcpiPm acpi{kHz, [](CoreId) {}};
  FwCfg fw_cfg{kCores, 64 << 20};
  DebugPorts debug{events, {}};
  std::array<Device*, 13> all = {&pic,  &lapics, &ipi,   &pit,    &keyboard, &uart, &vga,
                                 &cmos, &fw_cfg, &debug, &ioapic, &port92,   &acpi};
  Ticks now = 0;

  Bench() {
    require(ports.attach(0x20, 2, pic).has_value());
    require(ports.attach(0xA0, 2, pic, 2).has_value());
    require(ports.attach(0x40, 4, pit).has_value());
    require(ports.attach(0x60, 1, keyboard).has_value());
    require(ports.attach(0x61, 1, pit, 4).has_value());
    require(ports.attach(0x64, 1, keyboard, 1).has_value());
    require(ports.attach(0x70, 2, cmos).has_value());
    require(ports.attach(0x3C0, 32, vga).has_value());
    require(ports.attach(0xE8, 4, debug, DebugPorts::kMark, PortWidth::AsIssued).has_value());
    require(ports.attach(0xF4, 4, debug, DebugPorts::kExit, PortWidth::AsIssued).has_value());
    require(ports.attach(0x80, 8, uart).has_value());  // below 100: one byte of input names it
    require(ports.attach(0x90, 2, fw_cfg, 0, PortWidth::AsIssued).has_value());
    require(ports.attach(0xB0, 2, pic, 4).has_value());
    require(ports.attach(0x92, 1, port92).has_value());
    require(ports.attach(0xC0, AcpiPm::kSize, acpi, 0, PortWidth::AsIssued).has_value());
    require(ports.attach(0xD0, 0x18, ioapic, 0, PortWidth::AsIssued).has_value());
    require(mmio.attach(LocalApics::kBase, LocalApics::kSize, lapics).has_value());
    require(mmio.attach(IpiBus::kBase, IpiBus::kSize, ipi).has_value());
  }

  void visit(StateVisitor& state) {
    for (Device* device : all) device->visit(state);
  }
};

void act(Bench& bench, Input& input) {
  const std::uint8_t action = input.byte();
  const unsigned width = 1U << (action >> 4 & 3) % 3;
  const Access access{(action & 0x40) != 0 ? Who::Viewer : Who::Guest,
                      static_cast<CoreId>(input.byte() % (kCores + 1))};
  const auto port = static_cast<std::uint16_t>((action & 0x80) != 0 ? 0x300 | input.byte()
                                                                    : input.byte());
  const std::uint32_t raw = input.word();
  const PhysicalAddress address = (port & 1) != 0 ? LocalApics::kBase + (raw >> 16 & 0xFF3)
                                                  : IpiBus::kBase + (raw >> 16 & 0x3FFF);
  const auto core = static_cast<CoreId>(raw % kCores);
  switch (action & 0x0F) {
    case 0: case 1: bench.ports.read(port, width, access); break;
    case 2: case 3: case 4: bench.ports.write(port, width, raw, {Who::Guest, access.core}); break;
    case 5: bench.mmio.read(address, 4, access); break;
    case 6: case 7: bench.mmio.write(address, 4, raw & 0xFFFF, {Who::Guest, access.core}); break;
    case 8: bench.pic.raise(raw); break;
    case 9: bench.pic.raise_spurious((raw & 1) != 0); break;
    case 10: if (bench.pic.intr()) bench.pic.acknowledge(core); break;
    case 11: if (bench.lapics.pending(core)) bench.lapics.acknowledge(core); break;
    case 12: bench.keyboard.key(static_cast<std::uint8_t>(raw)); break;
    case 13: bench.uart.receive(static_cast<std::uint8_t>(raw)); break;
    case 14:
      if ((raw & 0x100) != 0) bench.ioapic.set_line(raw >> 9 & 31, (raw & 0x200) != 0);
      else if ((raw & 0x80) != 0) bench.ipi.delay_next(core, raw >> 8);
      else bench.ipi.drop_next(core);
      break;
    default: bench.lapics.post(core, static_cast<Vector>(raw >> 8), (raw & 0x80) != 0);
  }
  bench.now += Ticks{input.byte()} * kTicksPerCycle;
  for (Device* device : bench.all) device->advance(bench.now);
}

void look_at_everything(Bench& bench) {
  const std::uint64_t before = hash(bench);
  for (Device* device : bench.all) {
    for (std::uint32_t offset = 0; offset < 0x20; ++offset) device->read(offset, 1, kViewer);
    for (std::uint32_t offset = 0; offset < 0x400; offset += 16) device->read(offset, 4, kViewer);
  }
  for (unsigned row = 0; row < VgaText::kRows; ++row) (void)bench.vga.cell(row, 0);
  (void)bench.vga.cursor();
  require(hash(bench) == before);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto bench = std::make_unique<Bench>();
  static const std::vector<std::uint8_t> fresh = save(*bench);
  Input input({data, size});
  bench->now = 0;
  require(load(*bench, fresh));
  if ((input.byte() & 1) != 0) {  // from a damaged recording
    std::vector<std::uint8_t> saved = fresh;
    for (int flips = input.byte() % 32; flips > 0; --flips) {
      saved[input.word() % saved.size()] ^= static_cast<std::uint8_t>(input.byte() | 1);
    }
    require(load(*bench, saved));
    // Time is the machine's: the devices follow it, wherever they believe to be.
    bench->now = Ticks{1} << 36;
  }
  while (!input.empty()) act(*bench, input);
  look_at_everything(*bench);
  return 0;
}
