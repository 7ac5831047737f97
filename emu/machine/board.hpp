// SPDX-License-Identifier: GPL-2.0-or-later
// Every device of the board, and what it is wired to.
#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <span>

#include "emu/base/result.hpp"
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
#include "emu/interrupts/ioapic.hpp"
#include "emu/interrupts/ipi_bus.hpp"
#include "emu/interrupts/lapic.hpp"
#include "emu/interrupts/pic.hpp"
#include "emu/machine/config.hpp"

namespace vectorscope {

/// What the devices ask of the cores.
struct BoardWires {
  std::function<void()> lines_changed;  ///< some core's pending interrupts may differ now
  std::function<void(CoreId)> init;
  std::function<void(CoreId, Vector page)> startup;
  std::function<void(CoreId)> nmi;
  std::function<bool(CoreId)> present;  ///< there is such a core
  std::function<bool(CoreId)> stopped;  ///< by INIT, and its stores have drained
  std::function<void()> reset;          ///< the 8042 or port 92 pulled the reset line
  Line a20;                             ///< low: address bit 20 is 0 for every core
};

class Board {
 public:
  Board(const MachineConfig& config, std::span<std::uint8_t> ram, EventSink& events,
        const BoardWires& wires);
  Board(const Board&) = delete;
  Board& operator=(const Board&) = delete;

  /// Puts every device at its address; an overlap is an error.
  Result<void> wire();
  void advance(Ticks now);
  [[nodiscard]] Ticks next_deadline() const;
  void visit(StateVisitor& state);
  /// A fault put in by the user: a pulse on a line of the ISA bus, 0 to 15.
  void pulse_irq(unsigned irq);

  PortBus ports;
  MmioBus mmio;
  LocalApics lapics;
  IoApic ioapic;
  IpiBus ipi;
  Pic8259Pair pic;
  Pit8254 pit;
  Keyboard8042 keyboard;
  Uart16550 uart;
  VgaText vga;
  Cmos cmos;
  FwCfg fw_cfg;
  DebugPorts debug;
  DelayPort delay;
  Port92 port92;
  AcpiPm acpi;

 private:
  [[nodiscard]] std::array<Device*, 14> devices();
  /// An IRQ of the ISA bus: it reaches the PIC pair and the I/O APIC.
  void isa_irq(unsigned irq, bool level);
};

}  // namespace vectorscope
