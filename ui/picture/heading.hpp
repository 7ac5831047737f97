// SPDX-License-Identifier: GPL-2.0-or-later
// What every exported page begins with: its title, and beside it what it shows.
#pragma once
#include "ui/picture/page.hpp"
#include "ui/theme/theme.hpp"

namespace vectorscope {

/// Pixels at a page's left and right, and where its first row lies.
inline constexpr int kPageMargin = 24, kPageTop = 14, kHeadingHeight = 26;

/// Fills the page, and writes its title on the left and its subtitle on the right.
void paint_heading(QCPPainter& painter, const Page& page, const Theme& theme);

}  // namespace vectorscope
