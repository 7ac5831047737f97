// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once
#include <vector>

#include "emu/load/image.hpp"

namespace vectorscope {

/// The functions whose calls say what a kernel's locks do, by the naming that
/// the bundled kernel keeps: NAME_busy..., NAME_normal..., NAME_work. A kernel
/// without such names loses only the colours of its busy answers.
std::vector<LinearAddress> functions_to_watch(const Symbols& symbols);

}  // namespace vectorscope
