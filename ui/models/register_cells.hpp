// SPDX-License-Identifier: GPL-2.0-or-later
// The registers as the panel lays them out, each with its change mark.
#pragma once
#include <vector>

#include <QString>

#include "emu/cpu/registers.hpp"

namespace vectorscope {

struct RegisterCell {
  QString name;
  QString value;
  bool changed = false;
};

struct FlagChip {
  QString name;
  bool set = false;
  bool changed = false;
};

/// Twelve cells, four to a row.
std::vector<RegisterCell> register_cells(const Registers& now, const Registers& before);
/// CF to NT.
std::vector<FlagChip> flag_chips(std::uint32_t now, std::uint32_t before);
/// "EFLAGS 00000246 · ring 0 · CS 08 · DS 10 · SS 10"
QString register_footer(const Registers& now);

}  // namespace vectorscope
