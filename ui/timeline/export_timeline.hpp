// SPDX-License-Identifier: GPL-2.0-or-later
// The timeline as a picture in a file: the same bytes from the window and from
// the command line, and on every run. A QApplication must exist; the offscreen
// platform will do.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <QString>

#include "emu/base/result.hpp"
#include "emu/trace/step_caption.hpp"
#include "emu/trace/timeline.hpp"

namespace vectorscope {

struct ExportOptions {
  QString title = "Vectorscope";
  QString lab;                                  ///< lab or image; may be empty
  std::optional<std::pair<Step, Step>> range;   ///< all steps if not said
  int scale = 1;                                ///< 1, 2 or 4; pixel pictures only
  QString theme = "dark";                       ///< "dark", "light" or "print"
  std::vector<CoreId> lanes;                    ///< all if empty
  StepCaptions captions;                        ///< above the lanes
  int width = 1600;                             ///< in pixels at scale 1
};

/// The name's ending says which: .png, .svg or .pdf. The file is written whole
/// or not at all.
Result<void> export_timeline(const QString& path, const Timeline& timeline,
                             const ExportOptions& options = {});

}  // namespace vectorscope
