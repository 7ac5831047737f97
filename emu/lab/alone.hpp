// SPDX-License-Identifier: GPL-2.0-or-later
// What a core would do if no other ran: tried on a machine that has come to the
// same point by the same decisions.
#pragma once
#include <vector>

#include "emu/check/checker.hpp"
#include "emu/machine/machine.hpp"

namespace vectorscope {

/// The answers in the order of the question's cores. A core that sleeps is back at
/// once. If one comes neither back nor out the cores are tried by turns, and what
/// comes of that is the last answer.
std::vector<Alone> each_alone(const Machine& machine, const AloneQuestion& question);

}  // namespace vectorscope
