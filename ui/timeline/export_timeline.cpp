// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/timeline/export_timeline.hpp"

#include "ui/timeline/picture.hpp"

namespace vectorscope {
namespace {

Result<void> check(const QString& path, const Timeline& timeline, const ExportOptions& options) {
  const auto wrong = [&path](const std::string& what) { return fail(path.toStdString() + ": " + what); };
  if (options.scale != 1 && options.scale != 2 && options.scale != 4)
    return wrong("scale " + std::to_string(options.scale) + " is not 1, 2 or 4");
  if (options.width < 320 || options.width > 16'000)
    return wrong("width " + std::to_string(options.width) + " is not 320 to 16000");
  if (options.range && options.range->first >= options.range->second)
    return wrong("the range of steps is empty");
  for (const CoreId lane : options.lanes)
    if (lane >= timeline.lanes())
      return wrong("there is no core " + std::to_string(lane) + "; there are " +
                   std::to_string(timeline.lanes()));
  return {};
}

}  // namespace

Result<void> export_timeline(const QString& path, const Timeline& timeline,
                             const ExportOptions& options) {
  if (auto good = check(path, timeline, options); !good) return good;
  auto theme = load_theme(options.theme);
  if (!theme) return tl::unexpected(theme.error());
  return save_page(path, Picture(timeline, options, *theme), options.scale);
}

}  // namespace vectorscope
