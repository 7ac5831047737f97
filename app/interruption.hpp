// SPDX-License-Identifier: GPL-2.0-or-later
// Ctrl-C ends a run between two slices, so that its files are whole. A second
// one ends the program.
#pragma once

namespace vectorscope {

class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;
  [[nodiscard]] static bool asked();
};

}  // namespace vectorscope
