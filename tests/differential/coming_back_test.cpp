// SPDX-License-Identifier: GPL-2.0-or-later
// A moment of a run comes back from its recording: the state is the one of then, with all
// that a core still knew of page tables and of code that was changed meanwhile, and
// what follows is the same once more. These guest programs are the ones that live by that.
#include <gtest/gtest.h>

#include "emu/history/replay.hpp"
#include "emu/load/image.hpp"

namespace vectorscope {
namespace {

constexpr unsigned kRamMb = 64;
constexpr std::uint32_t kTurn = 50;  // so that moments lie in the midst of a core's work
constexpr Step kEnough = 20'000'000;
constexpr unsigned kMoments = 6;

Result<std::unique_ptr<Machine>> machine_with(const std::string& program, EngineWay way) {
  auto image = load_image(GUEST_PROGRAMS_ELF, std::uint64_t{kRamMb} << 20);
  if (!image) return tl::unexpected(image.error());
  MachineConfig config{.cores = 3, .ram_mb = kRamMb};
  config.cmdline = "only=" + program;
  return Machine::create(config, std::make_shared<const Image>(std::move(*image)), way);
}

class ComingBack : public ::testing::TestWithParam<const char*> {};

TEST_P(ComingBack, EachMomentIsAsItWasAndIsFollowedByTheSame) {
  auto machine = machine_with(GetParam(), EngineWay::Exact);
  ASSERT_TRUE(machine) << machine.error().text;
  const Step part = (*machine)->apply(decisions::RunRound{0, kTurn, kEnough}).steps / kMoments;
  ASSERT_TRUE((*machine)->exited()) << "the program came to its end";
  const auto recording = recording_of(**machine, "", {});

  const auto go_on = [](Machine& from) { from.apply(decisions::RunRound{0, kTurn, kEnough}); };
  for (unsigned moment = 1; moment < kMoments; ++moment) {
    // What the host keeps of translations is not the same in the two.
    auto first = machine_with(GetParam(), EngineWay::Eager), again = start(recording);
    ASSERT_TRUE(first && again);
    (*first)->apply(decisions::RunRound{0, kTurn, moment * part});
    ASSERT_TRUE(replay(**again, recording, moment * part));
    EXPECT_EQ((*again)->step(), moment * part);
    EXPECT_EQ((*again)->hash(), (*first)->hash()) << "at step " << moment * part;
    go_on(**first);
    go_on(**again);
    EXPECT_EQ((*again)->hash(), (*first)->hash()) << "gone on from step " << moment * part;
  }
}

INSTANTIATE_TEST_SUITE_P(Guest, ComingBack,
                         ::testing::Values("tlb_not_flushed", "tlb_code_remapped",
                                           "tlb_data_then_code", "paging_tlb", "smp_tlb_shootdown",
                                           "smp_code_modified"),
                         [](const auto& instance) { return std::string(instance.param); });

}  // namespace
}  // namespace vectorscope
