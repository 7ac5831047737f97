// SPDX-License-Identifier: GPL-2.0-or-later
// What the program tells whoever called it.
#pragma once

namespace vectorscope {

enum ExitCode : int {
  kAsAsked = 0,
  kFailed = 1,    ///< the guest failed, a checker was violated, a verdict differs
  kWrongUse = 2,  ///< or unreadable input: one line says what
  kRanOut = 3,    ///< a budget, or the steps of a run with --until, ended first
};

}  // namespace vectorscope
