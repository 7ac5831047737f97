// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/register_cells.hpp"

#include "ui/models/words.hpp"

namespace vectorscope {
namespace {

struct Named {
  const char* name;
  std::uint32_t Registers::*value;
};

constexpr Named kRegisters[] = {
    {"EAX", &Registers::eax}, {"EBX", &Registers::ebx},       {"ECX", &Registers::ecx},
    {"EDX", &Registers::edx}, {"ESI", &Registers::esi},       {"EDI", &Registers::edi},
    {"EBP", &Registers::ebp}, {"ESP", &Registers::esp},       {"EIP", &Registers::eip},
    {"CR2", &Registers::cr2}, {"CR3", &Registers::cr3},       {"IDTR", &Registers::idtr_base},
};

struct Flag {
  const char* name;
  std::uint32_t bit;
};

constexpr Flag kFlags[] = {
    {"CF", eflags::kCarry},     {"PF", eflags::kParity},   {"AF", eflags::kAdjust},
    {"ZF", eflags::kZero},      {"SF", eflags::kSign},     {"TF", eflags::kTrap},
    {"IF", eflags::kInterrupt}, {"DF", eflags::kDirection}, {"OF", eflags::kOverflow},
    {"NT", eflags::kNestedTask},
};

}  // namespace

std::vector<RegisterCell> register_cells(const Registers& now, const Registers& before) {
  std::vector<RegisterCell> cells;
  for (const auto& [name, value] : kRegisters) {
    cells.push_back({name, words::hex8(now.*value), now.*value != before.*value});
  }
  return cells;
}

std::vector<FlagChip> flag_chips(std::uint32_t now, std::uint32_t before) {
  std::vector<FlagChip> chips;
  for (const auto& [name, bit] : kFlags) {
    chips.push_back({name, (now & bit) != 0, ((now ^ before) & bit) != 0});
  }
  return chips;
}

QString register_footer(const Registers& now) {
  const auto selector = [](std::uint16_t value) {
    return QString::number(value, 16).toUpper().rightJustified(2, u'0');
  };
  return QStringLiteral("EFLAGS %1 · ring %2 · CS %3 · DS %4 · SS %5")
      .arg(words::hex8(now.eflags))
      .arg(now.cpl)
      .arg(selector(now.cs), selector(now.ds), selector(now.ss));
}

}  // namespace vectorscope
