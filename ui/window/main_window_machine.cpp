// SPDX-License-Identifier: GPL-2.0-or-later
// What a person asks of the machine.
#include <QTimer>

#include <chrono>

#include "ui/window/main_window.hpp"

namespace vectorscope {

void MainWindow::connect_machine_actions() {
  connect(actions_.run, &QAction::triggered, this, [this](bool run) {
    if (run) worker_->send(commands::Run{});
    else worker_->send(commands::Pause{});
  });
  connect(actions_.step_core, &QAction::triggered, this, [this] { step(chosen()); });
  connect(actions_.step_all, &QAction::triggered, this,
          [this] { worker_->send(commands::StepAll{}); });
  connect(actions_.run_round, &QAction::triggered, this, &MainWindow::run_round);
  for (std::size_t at = 0; at < kSpeeds.size(); ++at) {
    connect(actions_.speeds[at], &QAction::triggered, this,
            [this, at] { worker_->send(commands::SetSpeed{kSpeeds[at]}); });
  }
}

void MainWindow::connect_core_actions() {
  connect(actions_.kill, &QAction::triggered, this,
          [this] { worker_->send(commands::Inject{decisions::Kill{chosen()}}); });
  connect(actions_.drain, &QAction::triggered, this,
          [this] { worker_->send(commands::Inject{decisions::Drain{chosen()}}); });
  connect(actions_.freeze, &QAction::triggered, this, &MainWindow::freeze_or_thaw);
  for (unsigned digit = 0; digit < 10; ++digit) {
    connect(actions_.choose_core[digit], &QAction::triggered, this,
            [this, digit] { choose_by_digit(digit); });
    connect(actions_.step_nth[digit], &QAction::triggered, this,
            [this, digit] { step_by_digit(digit); });
  }
  // Shift+1 waits a moment for a second digit where there are cores 10 to 15.
  step_later_->setSingleShot(true);
  step_later_->setInterval(DigitKeys::kQuick);
  connect(step_later_, &QTimer::timeout, this, [this] { step(1); });
}

unsigned MainWindow::cores() const { return view_ ? unsigned(view_->cores.size()) : 0; }

CoreId MainWindow::chosen() const { return asked_core_.value_or(view_ ? view_->selected : 0); }

void MainWindow::choose(CoreId core) {
  if (core >= cores()) return;
  asked_core_ = core;
  worker_->send(commands::SelectCore{core});
}

void MainWindow::choose_by_digit(unsigned digit) {
  if (const auto core = choosing_.press(digit, cores(), std::chrono::steady_clock::now())) {
    choose(*core);
  }
}

void MainWindow::step_by_digit(unsigned digit) {
  const auto core = stepping_.press(digit, cores(), std::chrono::steady_clock::now());
  const bool first_waits = step_later_->isActive();
  step_later_->stop();
  if (core && *core >= 10) return step(*core);
  if (first_waits) step(1);  // the 1 before it stood for itself
  if (!core) return;
  if (DigitKeys::ambiguous(digit, cores())) step_later_->start();
  else step(*core);
}

void MainWindow::step(CoreId core) { worker_->send(commands::StepCore{core}); }

void MainWindow::run_round() {
  constexpr std::uint32_t kQuantum = 100;
  worker_->send(commands::Inject{decisions::RunRound{0, kQuantum, Step(kQuantum) * cores()}});
}

void MainWindow::freeze_or_thaw() {
  const CoreId core = chosen();
  if (core >= cores()) return;
  const bool frozen = view_->cores[core].state == LaneState::Frozen;
  worker_->send(commands::Inject{frozen ? Decision(decisions::Thaw{core})
                                        : Decision(decisions::Freeze{core})});
}

}  // namespace vectorscope
