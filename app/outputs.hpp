// SPDX-License-Identifier: GPL-2.0-or-later
// The files that a run leaves behind. Each is whole or not there.
#pragma once
#include <string>
#include <vector>

#include "emu/base/result.hpp"
#include "emu/trace/step_caption.hpp"

namespace vectorscope {

class Machine;

struct OutputOptions {
  std::vector<std::string> timelines;  ///< .png, .svg, .pdf, .csv or .json
  std::string csv;                     ///< events, whatever the name
  std::string record;
  std::vector<std::string> comparisons = {};  ///< of a lab's variants: .csv, .png, .svg or .pdf
  std::string column = {};                    ///< of those that are pictures; empty: a telling one
};

/// Before the run: a kind that cannot be made or a folder that is not there.
Result<void> check_outputs(const OutputOptions& options);
Result<void> check_output_folder(const char* option, const std::string& path);

/// What the files say about themselves.
struct OutputLabels {
  std::string title;                 ///< image, or lab and variant
  std::vector<std::string> watched;  ///< functions whose calls are events
  StepCaptions captions = {};        ///< for pictures of the timeline
};

/// After it. Says on stderr what was written.
Result<void> write_outputs(const Machine& machine, const OutputOptions& options,
                           const OutputLabels& labels);
Result<void> write_text_file(const std::string& path, const std::string& text);

}  // namespace vectorscope
