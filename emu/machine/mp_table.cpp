// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/machine/mp_table.hpp"

#include "emu/interrupts/ioapic.hpp"
#include "emu/interrupts/lapic.hpp"
#include "emu/load/multiboot.hpp"
#include "emu/machine/firmware_table.hpp"

namespace vectorscope {
namespace {

constexpr PhysicalAddress kFloatingPointer = 0xF5A00, kConfiguration = 0xF5A10;
constexpr PhysicalAddress kEbdaSegment = 0x40E, kBaseMemoryKb = 0x413;
constexpr std::uint8_t kSpecification = 4;  // 1.4
constexpr std::uint8_t kIsaBus = 0, kAllLocalApics = 0xFF;

// Table 4-4.
void add_processor(FirmwareTable& table, unsigned core) {
  const bool boots = core == 0;
  constexpr unsigned kEnabled = 1, kBootProcessor = 2;
  table.byte(0).byte(core).byte(0x14).byte(kEnabled | (boots ? kBootProcessor : 0));
  table.dword(0x600).dword(0x201).dword(0).dword(0);  // family 6; FPU and APIC
}

// Tables 4-10 and 4-12: `kind` is 3 or 4, `type` 0 INT, 1 NMI, 3 ExtINT.
void add_interrupt(FirmwareTable& table, unsigned kind, unsigned type, unsigned irq, unsigned apic,
                   unsigned input) {
  table.byte(kind).byte(type).word(0).byte(kIsaBus).byte(irq).byte(apic).byte(input);
}

FirmwareTable configuration(unsigned cores) {
  FirmwareTable table;
  const unsigned io_apic = cores;  // the first ID that no core has
  table.text("PCMP").word(0).byte(kSpecification).byte(0).text("VSCOPE  ").text("VECTORSCOPE ");
  table.dword(0).word(0).word(0).dword(LocalApics::kBase).word(0).byte(0).byte(0);
  unsigned entries = 0;
  for (unsigned core = 0; core < cores; ++core, ++entries) add_processor(table, core);
  table.byte(1).byte(kIsaBus).text("ISA   ");
  table.byte(2).byte(io_apic).byte(0x11).byte(1).dword(IoApic::kBase);
  entries += 2;
  for (unsigned irq = 0; irq < 16; ++irq) {
    if (irq == 2) continue;  // the cascade is no interrupt of the bus
    add_interrupt(table, 3, 0, irq, io_apic, irq == 0 ? 2 : irq);
    ++entries;
  }
  add_interrupt(table, 4, 3, 0, kAllLocalApics, 0);  // ExtINT at LINT0
  add_interrupt(table, 4, 1, 0, kAllLocalApics, 1);  // NMI at LINT1
  entries += 2;
  table.set_word(4, table.size());
  table.set_word(34, entries);
  table.checksum(7);
  return table;
}

FirmwareTable floating_pointer() {
  FirmwareTable table;
  table.text("_MP_").dword(kConfiguration).byte(1).byte(kSpecification).byte(0);
  table.byte(0).dword(0);
  table.checksum(10);
  return table;
}

}  // namespace

void place_mp_tables(std::span<std::uint8_t> ram, unsigned cores) {
  configuration(cores).place(ram, kConfiguration);
  floating_pointer().place(ram, kFloatingPointer);
  FirmwareTable().word(kExtendedBiosData >> 4).place(ram, kEbdaSegment);
  FirmwareTable().word(kExtendedBiosData >> 10).place(ram, kBaseMemoryKb);
}

}  // namespace vectorscope
