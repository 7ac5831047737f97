// SPDX-License-Identifier: GPL-2.0-or-later
// The thread that owns the machine. It takes commands, runs slices between
// them and publishes pictures.
#pragma once
#include <QThread>

#include <memory>

#include "ui/bridge/command_queue.hpp"
#include "ui/bridge/mailbox.hpp"
#include "ui/bridge/session_port.hpp"

namespace vectorscope {

class Worker : public QThread {
 public:
  explicit Worker(SessionFactory factory);
  /// Ends a run and waits for the thread: a slice at most.
  ~Worker() override;

  void send(Command command) { commands_.give(std::move(command)); }
  [[nodiscard]] Mailbox& mailbox() { return mailbox_; }

 protected:
  void run() override;

 private:
  SessionFactory factory_;
  CommandQueue commands_;
  Mailbox mailbox_;
};

}  // namespace vectorscope
