// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/window/main_window.hpp"

#include <QEvent>
#include <QLabel>
#include <QMenuBar>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <utility>

#include "ui/models/words.hpp"
#include "ui/theme/theme.hpp"
#include "ui/views/core_cards.hpp"
#include "ui/window/banner.hpp"
#include "ui/window/caption_strip.hpp"
#include "ui/window/compare_page.hpp"
#include "ui/window/dock_area.hpp"
#include "ui/window/icons.hpp"
#include "ui/window/labs_page.hpp"
#include "ui/window/menus.hpp"
#include "ui/window/transport_bar.hpp"

namespace vectorscope {
namespace {

constexpr int kTallEnoughForTwoRows = 900;

}  // namespace

MainWindow::MainWindow(SessionFactory factory, MachineConfig config)
    : config_(std::move(config)), actions_(*this), step_later_(new QTimer(this)),
      worker_(std::make_unique<Worker>(std::move(factory))) {
  setObjectName("main-window");
  setWindowTitle("Vectorscope");
  setAcceptDrops(true);
  build();
  connect_worker();
  connect_file_actions();
  connect_machine_actions();
  connect_core_actions();
  connect_lab_actions();
  show_run_state(RunState::NoImage);
  show_lab_state({});
  actions_.drain->setVisible(false);
  worker_->start();
}

MainWindow::~MainWindow() = default;

void MainWindow::build() {
  actions_.step_core->setIcon(sign_icon(Sign::StepCore, theme().text));
  actions_.step_all->setIcon(sign_icon(Sign::StepAll, theme().text));
  actions_.kill->setIcon(sign_icon(Sign::Kill, theme().danger));
  transport_ = new TransportBar(actions_, this);
  addToolBar(transport_);

  auto* middle = new QWidget(this);
  banner_ = new Banner(this);
  caption_ = new CaptionStrip(middle);
  cards_ = new CoreCards(middle);
  docks_ = new DockArea(actions_, middle);
  auto* column = new QVBoxLayout(middle);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(caption_);
  column->addWidget(cards_);
  column->addWidget(docks_, 1);
  pages_ = new QStackedWidget;
  pages_->addWidget(middle);
  machine_page_ = middle;
  labs_page_ = new LabsPage;
  pages_->addWidget(labs_page_);
  compare_page_ = new ComparePage;
  pages_->addWidget(compare_page_);
  auto* all = new QWidget(this);
  auto* below = new QVBoxLayout(all);
  below->setContentsMargins(0, 0, 0, 0);
  below->setSpacing(0);
  below->addWidget(banner_);
  below->addWidget(pages_, 1);
  setCentralWidget(all);
  middle->setFocus();  // no button or list looks chosen before anyone chose it

  QMenu* view_menu = make_menus(*this, actions_);
  docks_->add_switches(*view_menu);
  docks_->set_reduced_motion(actions_.reduced_motion->isChecked());
  about_ = new QLabel(menuBar());
  about_->setObjectName("about-machine");
  about_->setProperty("dim", true);
  about_->setContentsMargins(0, 5, 12, 0);  // level with the menus' words
  menuBar()->setCornerWidget(about_);
}

void MainWindow::connect_worker() {
  Mailbox& mailbox = worker_->mailbox();
  connect(&mailbox, &Mailbox::view_arrived, this, &MainWindow::show_view);
  connect(&mailbox, &Mailbox::error_arrived, this, [this](const QString& text) {
    banner_->say(text);
    last_opened_ = opened_before_;  // that is still open
  });
  connect(&mailbox, &Mailbox::timeline_ready, this, &MainWindow::save_timeline);
  connect(cards_, &CoreCards::core_chosen, this, &MainWindow::choose);
  connect(transport_, &TransportBar::core_chosen, this, &MainWindow::choose);
  connect(docks_, &DockArea::core_chosen, this, &MainWindow::choose);
  connect(docks_, &DockArea::key, this, [this](std::uint8_t scancode) {
    worker_->send(commands::Inject{decisions::Key{scancode}});
  });
}

void MainWindow::open(const std::optional<std::string>& what) {
  if (what) {
    send_open(commands::Open{*what, config_});
  } else {
    send_open(commands::OpenDemo{config_});
  }
}

void MainWindow::send_open(Command command) {
  asked_core_.reset();
  opened_before_ = std::exchange(last_opened_, std::move(command));
  worker_->send(*last_opened_);
  show_page(machine_page_);
}

void MainWindow::show_view(const View& view) {
  const View before = std::exchange(view_, view);
  if (asked_core_ == view->selected) asked_core_.reset();
  caption_->set_view(*view);
  cards_->set_view(*view);
  transport_->set_view(*view);
  docks_->set_view(view);
  show_run_state(view->drive == Drive::Score && view->run_state == RunState::Running
                     ? RunState::Paused  // the script's button says that it plays
                     : view->run_state);
  show_lab_state(*view);
  actions_.drain->setVisible(view->config.memory == MemoryModel::Tso);
  actions_.drain->setEnabled(chosen() < view->cores.size() && view->cores[chosen()].waiting_stores > 0);
  if (!view->message.empty() && (!before || before->message != view->message)) {
    banner_->say(QString::fromStdString(view->message));
  }
  if (!before || before->title != view->title) {
    const QString title = QString::fromStdString(view->title);
    setWindowTitle(title.isEmpty() ? "Vectorscope" : title + " – Vectorscope");
    about_->setText(words::machine(*view));
    about_->adjustSize();
    menuBar()->setCornerWidget(about_);  // takes its new width
  }
  Q_EMIT view_shown(view);
}

// While all cores are halted a run may be waiting for a key or be paused: the
// button keeps what it was told.
void MainWindow::show_run_state(RunState state) {
  if (state != RunState::Idle) actions_.run->setChecked(state == RunState::Running);
  const bool running = actions_.run->isChecked();
  actions_.run->setText(running ? "Pause" : "Run");
  actions_.run->setIcon(sign_icon(running ? Sign::Pause : Sign::Run, theme().on_accent));
  const bool machine = state != RunState::NoImage;
  for (QAction* action : {actions_.run, actions_.step_core, actions_.step_all, actions_.run_round,
                          actions_.kill, actions_.freeze, actions_.start_again,
                          actions_.export_timeline}) {
    action->setEnabled(machine);
  }
}

bool MainWindow::event(QEvent* event) {
  const bool taken = QMainWindow::event(event);
  if (event->type() == QEvent::UpdateRequest) Q_EMIT painted();
  return taken;
}

void MainWindow::resizeEvent(QResizeEvent* event) {
  QMainWindow::resizeEvent(event);
  cards_->set_roomy(height() >= kTallEnoughForTwoRows);
}

}  // namespace vectorscope
