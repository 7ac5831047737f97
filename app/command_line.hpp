// SPDX-License-Identifier: GPL-2.0-or-later
// From words to a command and its options.
#pragma once

namespace vectorscope {

/// Returns the exit code.
int command_line(int argc, char** argv);

}  // namespace vectorscope
