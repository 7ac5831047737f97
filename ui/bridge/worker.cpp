// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/bridge/worker.hpp"

#include <utility>

#include "ui/bridge/run_loop.hpp"

namespace vectorscope {

Worker::Worker(SessionFactory factory) : factory_(std::move(factory)) {
  setObjectName("machine");
}

Worker::~Worker() {
  commands_.close();
  wait();
}

void Worker::run() {
  const auto session = factory_();
  RunLoop loop(*session, mailbox_);
  while (!commands_.closed()) {
    if (const auto command = commands_.take(loop.wake_at())) {
      loop.obey(*command);
    } else {
      loop.advance(Clock::now());
    }
  }
}

}  // namespace vectorscope
