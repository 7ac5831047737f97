// SPDX-License-Identifier: GPL-2.0-or-later
// The labs of the program for whoever chooses one: first those of the lecture,
// in its order, then the others by name.
#pragma once
#include <string>
#include <vector>

#include "emu/base/result.hpp"

namespace vectorscope {

struct LabEntry {
  std::string name, title, claim;
  std::vector<std::string> variants;
  unsigned minutes = 0;  ///< of the lecture; 0: not a part of it
  std::string notes;     ///< the speaker's
};

struct LabList {
  std::string title;  ///< of the lecture
  std::vector<LabEntry> labs;
  [[nodiscard]] unsigned minutes() const;
};

/// Errors: a lab or the playlist that cannot be read.
Result<LabList> list_labs();

}  // namespace vectorscope
