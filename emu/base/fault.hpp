// SPDX-License-Identifier: GPL-2.0-or-later
// Mistakes that a test must catch. Where the tests' build has VECTORSCOPE_FAULTS
// the environment's VECTORSCOPE_FAULT names the one that is made; everywhere
// else this is the constant false, and nothing of it is in the program.
// tests/faults/run makes them all, one after the other.
#pragma once
#include <string_view>
#ifdef VECTORSCOPE_FAULTS
#include <cstdlib>
#endif

namespace vectorscope {

#ifdef VECTORSCOPE_FAULTS
inline bool fault(std::string_view name) {
  static const char* const chosen = std::getenv("VECTORSCOPE_FAULT");
  return chosen != nullptr && name == chosen;
}
#else
constexpr bool fault(std::string_view) { return false; }
#endif

}  // namespace vectorscope
