// SPDX-License-Identifier: GPL-2.0-or-later
// The bundled files. A static library's resources are not there until asked for.
#pragma once

namespace vectorscope {

/// Makes ":/themes" and ":/fonts" readable; any number of calls.
void use_resources();

}  // namespace vectorscope
