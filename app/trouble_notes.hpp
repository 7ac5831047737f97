// SPDX-License-Identifier: GPL-2.0-or-later
// What nothing answered during a run, in a few lines.
#pragma once
#include <string>

namespace vectorscope {

class TroubleBook;

/// A line for each kind, the most frequent first; empty if there was none.
std::string trouble_notes(const TroubleBook& troubles);

}  // namespace vectorscope
