// SPDX-License-Identifier: GPL-2.0-or-later
// How fast a run goes, by an invented clock.
#include <gtest/gtest.h>

#include <thread>

#include "tests/ui/fake_session.hpp"
#include "ui/bridge/command_queue.hpp"
#include "ui/bridge/run_loop.hpp"

namespace vectorscope {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

TEST(Pace, EachSpeedDoesItsStepsASecond) {
  for (const Speed speed : kSpeeds) {
    if (speed.unlimited()) continue;
    FakeLog log;
    Mailbox mailbox;
    FakeSession session(log);
    RunLoop loop(session, mailbox);
    loop.obey(commands::OpenDemo{});
    loop.obey(commands::SetSpeed{speed});
    loop.obey(commands::Run{});
    Step begin = 0;
    const Clock::time_point start{hours(1)};
    for (auto now = start; now < start + seconds(10); now = std::max(now, loop.wake_at())) {
      loop.advance(now);
      if (now == start) begin = session.view()->step;
    }
    const double done = double(session.view()->step - begin);
    EXPECT_NEAR(done, 10.0 * speed.per_second, speed.at_once()) << speed.per_second;
  }
}

TEST(Pace, ACommandIsTakenHoweverFarTheNextStepIs) {
  CommandQueue queue;
  std::thread giver([&] { queue.give(commands::Pause{}); });
  const auto taken = queue.take(Clock::now() + hours(1));
  giver.join();
  ASSERT_TRUE(taken);
  EXPECT_TRUE(std::holds_alternative<commands::Pause>(*taken));
}

}  // namespace
}  // namespace vectorscope
