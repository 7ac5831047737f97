// SPDX-License-Identifier: GPL-2.0-or-later
// The timeline of a machine as a picture, without a window.
#pragma once
#include <string>

#include "emu/base/result.hpp"
#include "emu/trace/step_caption.hpp"

namespace vectorscope {

class Machine;

/// Painting text needs an application, but no display.
Result<void> use_offscreen_application();

Result<void> write_timeline_picture(const Machine& machine, const std::string& title,
                                    const StepCaptions& captions, const std::string& path);

}  // namespace vectorscope
