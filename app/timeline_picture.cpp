// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/timeline_picture.hpp"

#include <QApplication>
#include <QLoggingCategory>

#include "emu/machine/machine.hpp"
#include "emu/trace/timeline.hpp"
#include "ui/theme/theme.hpp"
#include "ui/timeline/export_timeline.hpp"

namespace vectorscope {

// It stays to the end of the program: Qt cannot be taken down once static objects are being destroyed.
Result<void> use_offscreen_application() {
  if (QCoreApplication::instance()) return {};
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QLoggingCategory::setFilterRules("default.warning=false");  // a missing XDG_RUNTIME_DIR
  static int argc = 1;
  static char name[] = "vectorscope";
  static char* argv[] = {name, nullptr};
  static auto* const application = new QApplication(argc, argv);
  const auto dark = load_theme("dark");
  if (!dark) return tl::unexpected(dark.error());
  dress(*application, *dark);
  return {};
}

Result<void> write_timeline_picture(const Machine& machine, const std::string& title,
                                    const StepCaptions& captions, const std::string& path) {
  if (auto ready = use_offscreen_application(); !ready) return ready;
  auto symbols = std::make_shared<const Symbols>(machine.image().symbols);
  TimelineBuilder builder(machine.config().cores, std::move(symbols));
  builder.follow(machine.log(), machine.step());
  ExportOptions options;
  options.lab = QString::fromStdString(title);
  options.captions = captions;
  return export_timeline(QString::fromStdString(path), *builder.snapshot(), options);
}

}  // namespace vectorscope
