// SPDX-License-Identifier: GPL-2.0-or-later
// Where the controls are on the screen, for scripts that move a real pointer.
#pragma once
#include <string>

class QWidget;

namespace vectorscope {

/// A line "NAME X Y WIDTH HEIGHT" for each visible widget that has a name, in
/// pixels of the screen.
std::string geometry_report(const QWidget& window);

}  // namespace vectorscope
