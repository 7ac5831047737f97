// SPDX-License-Identifier: GPL-2.0-or-later
// Opening images and saving timelines.
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QMimeData>

#include "ui/timeline/export_timeline.hpp"
#include "ui/window/banner.hpp"
#include "ui/window/caption_strip.hpp"
#include "ui/window/cheat_sheet.hpp"
#include "ui/window/dock_area.hpp"
#include "ui/window/main_window.hpp"

namespace vectorscope {
namespace {

/// A dialog that blocks nothing and goes away by itself.
QFileDialog* file_dialog(QWidget* parent, const char* name, const QString& title) {
  auto* dialog = new QFileDialog(parent, title);
  dialog->setObjectName(QString::fromLatin1(name));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setOption(QFileDialog::DontUseNativeDialog);
  return dialog;
}

QString dropped_file(const QMimeData& data) {
  const auto urls = data.urls();
  return urls.size() == 1 ? urls.front().toLocalFile() : QString();
}

}  // namespace

void MainWindow::connect_file_actions() {
  connect(actions_.open, &QAction::triggered, this, &MainWindow::ask_for_image);
  connect(actions_.open_demo, &QAction::triggered, this, [this] { open(std::nullopt); });
  connect(actions_.export_timeline, &QAction::triggered, this, &MainWindow::ask_where_to_export);
  connect(actions_.start_again, &QAction::triggered, this, &MainWindow::start_again);
  connect(actions_.quit, &QAction::triggered, this, &QWidget::close);
  connect(actions_.reset_layout, &QAction::triggered, docks_, &DockArea::reset_layout);
  connect(actions_.reduced_motion, &QAction::toggled, docks_, &DockArea::set_reduced_motion);
  connect(actions_.cheat_sheet, &QAction::triggered, this, &MainWindow::show_cheat_sheet);
}

void MainWindow::ask_for_image() {
  QFileDialog* dialog = file_dialog(this, "open-dialog", "Open a kernel image, a recording or a lab");
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this,
          [this](const QString& path) { open(path.toStdString()); });
  dialog->open();
}

void MainWindow::ask_where_to_export() {
  QFileDialog* dialog = file_dialog(this, "export-dialog", "Export timeline");
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setNameFilters({"Picture (*.png)", "Drawing (*.svg)", "Document (*.pdf)"});
  dialog->setDefaultSuffix("png");
  dialog->selectFile("timeline.png");
  connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::export_timeline_to);
  dialog->open();
}

// The worker hands over the timeline of this moment; then save_timeline goes on.
void MainWindow::export_timeline_to(const QString& path) {
  export_path_ = path;
  worker_->send(commands::FetchTimeline{});
}

void MainWindow::save_timeline(const std::shared_ptr<const Timeline>& timeline) {
  if (!timeline || export_path_.isEmpty()) return;
  ExportOptions options;
  if (view_) {
    options.lab = QString::fromStdString(view_->title);
    options.captions = view_->captions;
  }
  const auto saved = export_timeline(export_path_, *timeline, options);
  if (saved) caption_->say("Timeline saved as " + export_path_);
  else banner_->say(QString::fromStdString(saved.error().text));
  Q_EMIT exported(export_path_, saved.has_value());
}

void MainWindow::show_cheat_sheet() {
  if (auto* open = findChild<CheatSheet*>()) return open->close(), void();
  (new CheatSheet(actions_, this))->show();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (!dropped_file(*event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  const QString path = dropped_file(*event->mimeData());
  if (path.isEmpty()) return;
  event->acceptProposedAction();
  open(path.toStdString());
}

}  // namespace vectorscope
