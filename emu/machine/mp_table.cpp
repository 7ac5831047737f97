// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/machine/mp_table.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <vector>

#include "emu/interrupts/ioapic.hpp"
#include "emu/interrupts/lapic.hpp"
#include "emu/load/multiboot.hpp"

namespace vectorscope {
namespace {

constexpr PhysicalAddress kFloatingPointer = 0xF5A00, kConfiguration = 0xF5A10;
constexpr PhysicalAddress kEbdaSegment = 0x40E, kBaseMemoryKb = 0x413;
constexpr std::uint8_t kSpecification = 4;  // 1.4
constexpr std::uint8_t kIsaBus = 0, kAllLocalApics = 0xFF;

class Table {
 public:
  Table& byte(unsigned value) {
    bytes_.push_back(static_cast<std::uint8_t>(value));
    return *this;
  }
  Table& word(unsigned value) { return byte(value).byte(value >> 8); }
  Table& dword(std::uint32_t value) { return word(value & 0xFFFF).word(value >> 16); }
  Table& text(std::string_view value) {
    for (char c : value) byte(static_cast<unsigned char>(c));
    return *this;
  }
  /// Makes the sum of all bytes zero.
  void checksum(std::size_t at) {
    const auto sum = std::accumulate(bytes_.begin(), bytes_.end(), 0u);
    bytes_[at] = static_cast<std::uint8_t>(bytes_[at] - sum);
  }
  void set_word(std::size_t at, std::size_t value) {
    bytes_[at] = static_cast<std::uint8_t>(value);
    bytes_[at + 1] = static_cast<std::uint8_t>(value >> 8);
  }
  [[nodiscard]] std::size_t size() const { return bytes_.size(); }
  void place(std::span<std::uint8_t> ram, PhysicalAddress at) const {
    std::copy(bytes_.begin(), bytes_.end(), ram.begin() + at);
  }

 private:
  std::vector<std::uint8_t> bytes_;
};

// Table 4-4.
void add_processor(Table& table, unsigned core) {
  const bool boots = core == 0;
  constexpr unsigned kEnabled = 1, kBootProcessor = 2;
  table.byte(0).byte(core).byte(0x14).byte(kEnabled | (boots ? kBootProcessor : 0));
  table.dword(0x600).dword(0x201).dword(0).dword(0);  // family 6; FPU and APIC
}

// Tables 4-10 and 4-12: `kind` is 3 or 4, `type` 0 INT, 1 NMI, 3 ExtINT.
void add_interrupt(Table& table, unsigned kind, unsigned type, unsigned irq, unsigned apic,
                   unsigned input) {
  table.byte(kind).byte(type).word(0).byte(kIsaBus).byte(irq).byte(apic).byte(input);
}

Table configuration(unsigned cores) {
  Table table;
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

Table floating_pointer() {
  Table table;
  table.text("_MP_").dword(kConfiguration).byte(1).byte(kSpecification).byte(0);
  table.byte(0).dword(0);
  table.checksum(10);
  return table;
}

}  // namespace

void place_mp_tables(std::span<std::uint8_t> ram, unsigned cores) {
  configuration(cores).place(ram, kConfiguration);
  floating_pointer().place(ram, kFloatingPointer);
  Table().word(kExtendedBiosData >> 4).place(ram, kEbdaSegment);
  Table().word(kExtendedBiosData >> 10).place(ram, kBaseMemoryKb);
}

}  // namespace vectorscope
