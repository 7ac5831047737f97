// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/progress.hpp"

#include <unistd.h>

#include <fmt/format.h>

namespace vectorscope {

std::function<void(unsigned done, unsigned of)> progress_of_runs() {
  if (!isatty(STDERR_FILENO)) return nullptr;
  return [](unsigned done, unsigned of) {
    fmt::print(stderr, "\r{} of {} runs{}", done, of, done == of ? "\r\033[K" : "");
  };
}

}  // namespace vectorscope
