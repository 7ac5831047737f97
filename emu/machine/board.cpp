// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/machine/board.hpp"

#include <algorithm>

#include "emu/base/fault.hpp"

namespace vectorscope {

Board::Board(const MachineConfig& config, std::span<std::uint8_t> ram, EventSink& events,
             const BoardWires& wires)
    : ports(events),
      mmio(events),
      lapics(config.cores, events,
             LapicWires{.attention = [wires](CoreId) { wires.lines_changed(); },
                        .init = [wires](CoreId target, CoreId) { wires.init(target); },
                        .startup = [wires](CoreId target, Vector page,
                                           CoreId) { wires.startup(target, page); },
                        .nmi = wires.nmi,
                        .present = wires.present,
                        .level_ended = [this](Vector vector) { ioapic.end_of_interrupt(vector); },
                        .lost = [this](CoreId core) { return ipi.faults().take_drop(core); },
                        .late = [this](CoreId core) { return ipi.faults().take_delay(core); }}),
      ioapic(static_cast<std::uint8_t>(config.cores), events,
             [this](const InterruptMessage& message) { lapics.accept(message); }),
      ipi(config.cores, config.ipi, events, [wires](CoreId) { wires.lines_changed(); },
          wires.stopped),
      pic(events,
          [this, wires, wired = config.intr == IntrRouting::AnyCore ? config.cores : 1](bool level) {
            for (unsigned core = 0; core < wired; ++core)
              lapics.set_lint0(static_cast<CoreId>(core), level);
            wires.lines_changed();
          }),
      pit(config.frequency_hz, [this](bool level) { isa_irq(0, level); }),
      keyboard(events, KeyboardWires{.irq1 = [this](bool level) { isa_irq(1, level); },
                                     .a20 = wires.a20,
                                     .reset_cpu = wires.reset,
                                     .irq12 = [this](bool level) { isa_irq(12, level); }}),
      uart(events, [this](bool level) { isa_irq(4, level); }, config.frequency_hz),
      vga(ram.subspan(VgaText::kCells, VgaText::kCellBytes)),
      cmos(config.cores, ram.size(), config.frequency_hz, config.start_time,
           [this](bool level) { isa_irq(8, level); }),
      fw_cfg(config.cores, ram.size()),
      debug(events, ram),
      port92(wires.a20, wires.reset),
      acpi(config.frequency_hz, [this](CoreId core) { debug.exit(core, 0); }) {
  ipi.set_latency(Ticks{config.ipi_latency} * kTicksPerCycle);
}

Result<void> Board::wire() {
  struct AtPorts {
    std::uint16_t first;
    std::uint32_t count;
    Device& device;
    std::uint32_t offset;
    PortWidth width;
  };
  const AtPorts at_ports[] = {
      {0x020, 2, pic, 0, PortWidth::Bytes},     {0x0A0, 2, pic, 2, PortWidth::Bytes},
      {0x4D0, 2, pic, 4, PortWidth::Bytes},     {0x040, 4, pit, 0, PortWidth::Bytes},
      {0x061, 1, pit, 4, PortWidth::Bytes},     {0x060, 1, keyboard, 0, PortWidth::Bytes},
      {0x064, 1, keyboard, 1, PortWidth::Bytes},{0x070, 2, cmos, 0, PortWidth::Bytes},
      {0x080, 1, delay, 0, PortWidth::Bytes},   {0x3F8, 8, uart, 0, PortWidth::Bytes},
      {0x3C0, 32, vga, 0, PortWidth::Bytes},    {0x510, 2, fw_cfg, 0, PortWidth::AsIssued},
      {0x092, 1, port92, 0, PortWidth::Bytes},
      {AcpiPm::kPorts, AcpiPm::kSize, acpi, 0, PortWidth::AsIssued},
      {0x0E8, 4, debug, DebugPorts::kMark, PortWidth::AsIssued},
      {0x0F4, 4, debug, DebugPorts::kExit, PortWidth::AsIssued},
  };
  for (const auto& at : at_ports)
    if (auto done = ports.attach(at.first, at.count, at.device, at.offset, at.width); !done)
      return done;
  if (auto done = mmio.attach(LocalApics::kBase, LocalApics::kSize, lapics); !done) return done;
  if (auto done = mmio.attach(IoApic::kBase, IoApic::kSize, ioapic); !done) return done;
  return mmio.attach(IpiBus::kBase, IpiBus::kSize, ipi);
}

std::array<Device*, 14> Board::devices() {
  return {&lapics, &ioapic, &ipi, &pic, &pit, &keyboard, &uart, &vga, &cmos, &fw_cfg, &debug, &delay,
          &port92, &acpi};
}

// The PIT is on input 2 of the I/O APIC, since 0 belongs to the PIC's own
// output (MP specification 1.4, table 4-11 and the usual wiring of a PC).
void Board::isa_irq(unsigned irq, bool level) {
  if (pic.line(irq) == level) return;
  pic.set_line(irq, level);
  ioapic.set_line(irq == 0 && !fault("board-pit-on-input-0") ? 2 : irq, level);
}

void Board::pulse_irq(unsigned irq) {
  pic.raise(irq);
  for (bool level : {true, false}) ioapic.set_line(irq == 0 ? 2 : irq, level);
}

void Board::advance(Ticks now) {
  pit.advance(now);
  lapics.advance(now);
  ipi.advance(now);
  cmos.advance(now);
  uart.advance(now);
  acpi.advance(now);
}

Ticks Board::next_deadline() const {
  return std::min({pit.next_deadline(), lapics.next_deadline(), ipi.next_deadline(),
                   cmos.next_deadline(), uart.next_deadline()});
}

void Board::visit(StateVisitor& state) {
  for (auto* device : devices()) device->visit(state);
}

}  // namespace vectorscope
