// SPDX-License-Identifier: GPL-2.0-or-later
// A comparison as a file: the table (.csv) or a picture of one column (.png,
// .svg, .pdf). The same bytes from the window and from the command line. A
// QApplication must exist for pictures.
#pragma once
#include <QString>

#include "emu/session/comparison_run.hpp"

namespace vectorscope {

/// `column`: of a picture. Errors: an ending that is none of those, a file that
/// cannot be written.
Result<void> export_comparison(const QString& path, const Comparison& comparison,
                               std::size_t column, const QString& theme = "dark");

}  // namespace vectorscope
