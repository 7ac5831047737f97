// SPDX-License-Identifier: GPL-2.0-or-later
// The facade as the window uses it.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "emu/session/debug_session.hpp"

namespace vectorscope {
namespace {

TEST(DebugSession, TheDemoIsPausedAtTheFirstSwapOfASlot) {
  DebugSession session;
  ASSERT_TRUE(session.open_demo());
  const auto view = session.view();
  EXPECT_EQ(view->run_state, RunState::Paused);
  ASSERT_EQ(view->cores.size(), 4u);
  EXPECT_TRUE(view->handlers_known);
  const auto& slot = view->slots[0x80];
  EXPECT_NE(slot.was_name.find("_normal"), std::string::npos);
  EXPECT_NE(slot.now_name.find("_busy"), std::string::npos);
  EXPECT_EQ(slot.last_swap + 1, view->step);
  EXPECT_NE(view->caption.find("slot 0x80"), std::string::npos) << view->caption;
}

TEST(DebugSession, AStepMovesOneCoreByOneInstructionAndMarksWhatChanged) {
  DebugSession session;
  ASSERT_TRUE(session.open_demo());
  const auto before = session.view();
  session.step_core(1);
  const auto after = session.view();
  EXPECT_EQ(after->step, before->step + 1);
  EXPECT_EQ(after->cores[1].steps, before->cores[1].steps + 1);
  EXPECT_EQ(after->cores[0].steps, before->cores[0].steps);
  EXPECT_EQ(after->cores[1].before.eip, before->cores[1].registers.eip);
  EXPECT_NE(after->cores[1].before.eip, after->cores[1].registers.eip);
  EXPECT_GT(after->serial, before->serial);
}

TEST(DebugSession, TheDisassemblyShowsTheSelectedCoreWhereItIs) {
  DebugSession session;
  ASSERT_TRUE(session.open_demo());
  session.select_core(2);
  const auto view = session.view();
  EXPECT_EQ(view->selected, 2);
  const auto current = std::find_if(view->disassembly.begin(), view->disassembly.end(),
                                    [](const auto& line) { return line.current; });
  ASSERT_NE(current, view->disassembly.end());
  EXPECT_EQ(current->address, view->cores[2].registers.eip);
}

TEST(DebugSession, ARunGivesEveryCoreItsTurn) {
  DebugSession session;
  ASSERT_TRUE(session.open_demo());
  const auto before = session.view();
  for (int i = 0; i < 8; ++i) session.run_slice(1);
  const auto after = session.view();
  for (unsigned core = 0; core < 4; ++core)
    EXPECT_EQ(after->cores[core].steps, before->cores[core].steps + 2) << core;
}

TEST(DebugSession, AKilledCoreIsDeadAndSaysWhy) {
  DebugSession session;
  ASSERT_TRUE(session.open_demo());
  session.inject(decisions::Kill{3});
  session.step_core(3);
  const auto view = session.view();
  EXPECT_EQ(view->cores[3].state, LaneState::Dead);
  EXPECT_NE(view->cores[3].note.find("killed"), std::string::npos);
  EXPECT_NE(view->caption.find("it is dead"), std::string::npos) << view->caption;
  EXPECT_EQ(view->run_state, RunState::Paused);
}

TEST(DebugSession, ABadImageLeavesTheMachineThatWasOpen) {
  DebugSession session;
  ASSERT_TRUE(session.open_demo());
  const auto before = session.view();
  const std::string path = ::testing::TempDir() + "not-a-kernel.txt";
  std::ofstream(path) << "hello";
  const auto opened = session.open_image(path, MachineConfig{});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().text.find('\n'), std::string::npos);
  EXPECT_EQ(session.view()->step, before->step);
  EXPECT_EQ(session.view()->title, before->title);
}

TEST(DebugSession, AKeyReachesTheGuestsScreen) {
  DebugSession session;
  ASSERT_TRUE(session.open_demo());
  for (int i = 0; i < 200; ++i) session.run_slice(2'000);
  session.inject(decisions::Key{0x1E});
  session.inject(decisions::Key{0x9E});
  for (int i = 0; i < 500; ++i) session.run_slice(2'000);
  const auto view = session.view();
  const bool shown = std::any_of(view->screen.cells.begin(), view->screen.cells.end(),
                                 [](std::uint16_t cell) { return (cell & 0xFF) == 'a'; });
  EXPECT_TRUE(shown);
  EXPECT_GT(view->slots[0x21].calls, 0u);
}

}  // namespace
}  // namespace vectorscope
