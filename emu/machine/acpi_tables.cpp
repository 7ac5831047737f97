// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/machine/acpi_tables.hpp"

#include "emu/base/fault.hpp"
#include "emu/devices/acpi_pm.hpp"
#include "emu/interrupts/ioapic.hpp"
#include "emu/interrupts/lapic.hpp"
#include "emu/machine/firmware_table.hpp"

namespace vectorscope {
namespace {

constexpr PhysicalAddress kRsdt = 0xF6020, kFadt = 0xF6060, kFacs = 0xF6100, kDsdt = 0xF6140,
                          kMadt = 0xF6180;
constexpr std::size_t kLengthAt = 4, kChecksumAt = 9;  // in a table's header

/// 5.2.3, "System description table header"; length and checksum come last.
FirmwareTable begin(std::string_view signature, unsigned revision) {
  FirmwareTable table;
  table.text(signature).dword(0).byte(revision).byte(0);
  table.text("VSCOPE").text("VSCOPE  ").dword(1).text("VSCP").dword(1);
  return table;
}

void end(FirmwareTable& table) {
  table.set_dword(kLengthAt, static_cast<std::uint32_t>(table.size()));
  if (!fault("acpi-no-checksum")) table.checksum(kChecksumAt);
}

// 5.2.2: signature, checksum, OEM ID, revision 0 (ACPI 1.0), address of the RSDT.
FirmwareTable root_pointer() {
  FirmwareTable table;
  table.text("RSD PTR ").byte(0).text("VSCOPE").byte(0).dword(kRsdt);
  table.checksum(8);
  return table;
}

FirmwareTable rsdt() {
  auto table = begin("RSDT", 1);
  table.dword(kFadt).dword(kMadt);
  end(table);
  return table;
}

// 5.2.5. No SMI command port: the machine is in ACPI mode already.
FirmwareTable fadt() {
  constexpr unsigned kDualApic = 1, kSci = 9;
  constexpr std::uint32_t kPowerButtonIsAbsent = 1u << 4, kSleepButtonIsAbsent = 1u << 5,
                          kHaltWorks = 1u << 2, kFlushWorks = 1u << 0;
  auto table = begin("FACP", 1);
  table.dword(kFacs).dword(kDsdt).byte(kDualApic).byte(0).word(kSci);
  table.dword(0).byte(0).byte(0).byte(0).byte(0);             // SMI command and its values
  table.dword(AcpiPm::kPorts).dword(0);                       // PM1a and PM1b event blocks
  table.dword(AcpiPm::kPorts + 4).dword(0).dword(0);          // PM1a, PM1b, PM2 control
  table.dword(AcpiPm::kPorts + 8).dword(0).dword(0);          // timer, GPE0, GPE1
  table.byte(4).byte(2).byte(0).byte(4).byte(0).byte(0);      // lengths of those
  table.byte(0).byte(0);                                      // GPE1 base, reserved
  table.word(0xFFFF).word(0xFFFF);                            // C2 and C3: not there
  table.word(0).word(0).byte(0).byte(0);                      // cache flush, duty cycle
  table.byte(0).byte(0).byte(0x32);                           // CMOS: day, month alarm, century
  table.byte(0).byte(0).byte(0);
  table.dword(kFlushWorks | kHaltWorks | kPowerButtonIsAbsent | kSleepButtonIsAbsent);
  end(table);
  return table;
}

// 5.2.6: signature, length, hardware signature, waking vector, lock, flags.
FirmwareTable facs() {
  FirmwareTable table;
  table.text("FACS").dword(64).dword(0).dword(0).dword(0).dword(0);
  while (table.size() < 64) table.byte(0);
  return table;
}

// 16.2, AML: Name(_S5_, Package(4) {0, 0, 0, 0}).
FirmwareTable dsdt() {
  auto table = begin("DSDT", 1);
  table.byte(0x08).text("_S5_").byte(0x12).byte(6).byte(4).dword(0);
  end(table);
  return table;
}

// 5.2.8 and its structures: local APIC, I/O APIC, interrupt source override,
// local APIC NMI.
FirmwareTable madt(unsigned cores) {
  constexpr unsigned kHas8259 = 1, kEnabled = 1, kEveryProcessor = 0xFF;
  constexpr unsigned kLevelActiveHigh = 0x0D;
  auto table = begin("APIC", 1);
  table.dword(LocalApics::kBase).dword(kHas8259);
  for (unsigned core = 0; core < cores; ++core)
    table.byte(0).byte(8).byte(core).byte(core).dword(kEnabled);
  table.byte(1).byte(12).byte(cores).byte(0).dword(IoApic::kBase).dword(0);
  const auto override_irq = [&](unsigned irq, unsigned input, unsigned flags) {
    table.byte(2).byte(10).byte(0).byte(irq).dword(input).word(flags);
  };
  override_irq(0, 2, 0);                 // the PIT, as in the MP table
  override_irq(9, 9, kLevelActiveHigh);  // the SCI
  table.byte(4).byte(6).byte(kEveryProcessor).word(0).byte(1);
  end(table);
  return table;
}

}  // namespace

void place_acpi_tables(std::span<std::uint8_t> ram, unsigned cores) {
  root_pointer().place(ram, kRootPointer);
  rsdt().place(ram, kRsdt);
  fadt().place(ram, kFadt);
  facs().place(ram, kFacs);
  dsdt().place(ram, kDsdt);
  madt(cores).place(ram, kMadt);
}

}  // namespace vectorscope
