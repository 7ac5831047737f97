// SPDX-License-Identifier: GPL-2.0-or-later
// The signs on the buttons, drawn, so that they take the theme's colours.
#pragma once
#include <QColor>
#include <QIcon>

namespace vectorscope {

enum class Sign { Run, Pause, StepCore, StepAll, Kill };
QIcon sign_icon(Sign sign, const QColor& colour);

}  // namespace vectorscope
