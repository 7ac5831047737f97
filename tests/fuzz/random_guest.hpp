// SPDX-License-Identifier: GPL-2.0-or-later
// A guest with a valid GDT, IDT and TSS (and perhaps paging, ring 3, a timer, other cores)
// whose program is random.
#pragma once
#include "emu/load/image.hpp"
#include "tests/fuzz/input.hpp"

namespace vectorscope::fuzz {

/// What the start of the guest is like.
struct Start {
  bool paging, ring3, timer, others, large_stack;
};

/// The program takes all that is left of the input.
Image make_guest(Input& input, const Start& start);

}  // namespace vectorscope::fuzz
