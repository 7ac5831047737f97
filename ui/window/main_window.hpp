// SPDX-License-Identifier: GPL-2.0-or-later
// The window: it shows what the worker publishes and passes on what a person asks.
#pragma once
#include <QMainWindow>

#include <memory>
#include <optional>

#include "emu/machine/config.hpp"
#include "emu/session/lab_list.hpp"
#include "ui/bridge/worker.hpp"
#include "ui/models/digit_keys.hpp"
#include "ui/window/actions.hpp"

class QLabel;
class QStackedWidget;
class QTimer;

namespace vectorscope {

class LabsPage;
class SpeakerNotes;
class Banner;
class CaptionStrip;
class ComparePage;
class CoreCards;
class DockArea;
class TransportBar;

class MainWindow : public QMainWindow {
  Q_OBJECT
 public:
  using View = std::shared_ptr<const MachineView>;

  MainWindow(SessionFactory factory, MachineConfig config);
  ~MainWindow() override;

  /// An image, a recording, a lab (by its file or name), or the demo; what cannot
  /// be opened is said in the banner.
  void open(const std::optional<std::string>& what);
  void open_lab(const LabChoice& choice);
  void export_timeline_to(const QString& path);
  [[nodiscard]] const View& view() const { return view_; }

 Q_SIGNALS:
  void view_shown(const std::shared_ptr<const vectorscope::MachineView>& view);
  void exported(const QString& path, bool saved);
  /// Everything that was to be painted has been.
  void painted();

 protected:
  bool event(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void build();
  void connect_worker();
  void connect_file_actions();
  void connect_machine_actions();
  void connect_core_actions();
  void connect_lab_actions();

  void show_view(const View& view);
  void show_run_state(RunState state);
  void save_timeline(const std::shared_ptr<const Timeline>& timeline);
  void ask_for_image();
  void ask_where_to_export();
  void show_cheat_sheet();

  void send_open(Command command);
  void start_again();
  void open_variant(const std::string& variant);
  void show_page(QWidget* page);
  void show_lab_state(const MachineView& view);
  void show_notes(bool shown);

  void choose(CoreId core);
  void choose_by_digit(unsigned digit);
  void step_by_digit(unsigned digit);
  void step(CoreId core);
  void freeze_or_thaw();
  void run_round();
  [[nodiscard]] CoreId chosen() const;
  [[nodiscard]] unsigned cores() const;

  MachineConfig config_;
  Actions actions_;
  TransportBar* transport_ = nullptr;
  Banner* banner_ = nullptr;
  CaptionStrip* caption_ = nullptr;
  CoreCards* cards_ = nullptr;
  DockArea* docks_ = nullptr;
  QLabel* about_ = nullptr;
  QStackedWidget* pages_ = nullptr;
  QWidget* machine_page_ = nullptr;
  LabsPage* labs_page_ = nullptr;
  ComparePage* compare_page_ = nullptr;
  SpeakerNotes* notes_ = nullptr;

  LabList lab_list_;
  std::optional<Command> last_opened_, opened_before_;

  View view_;
  std::optional<CoreId> asked_core_;  ///< chosen, but no view shows it yet
  DigitKeys choosing_, stepping_;
  QTimer* step_later_;
  QString export_path_;
  std::unique_ptr<Worker> worker_;    ///< last: it goes first
};

}  // namespace vectorscope
