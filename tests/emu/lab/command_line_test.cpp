// SPDX-License-Identifier: GPL-2.0-or-later
// What the kernel does not know on its command line it refuses on its console,
// with all that there is, and runs nothing.
#include <gmock/gmock.h>

#include <regex>

#include "emu/load/bundled.hpp"
#include "emu/machine/machine.hpp"

namespace vectorscope {
namespace {

using testing::HasSubstr;

struct Said {
  std::string text;
  Ended ended;
  std::uint32_t code;
};

Said boot(const std::string& cmdline) {
  static const auto image = std::make_shared<const Image>(std::move(*bundled_kernel()));
  MachineConfig config;
  config.cores = 1;
  config.cmdline = cmdline;
  auto machine = Machine::create(config, image);
  Said said{"", (*machine)->apply(decisions::Run{0, 300'000}).ended, (*machine)->exit_code()};
  for (const auto& event : (*machine)->log())
    if (const auto* sent = std::get_if<events::SerialText>(&event.body))
      said.text += sent->character;
  return said;
}

struct Refused {
  const char *cmdline, *word;
};

class BadCommandLine : public testing::TestWithParam<Refused> {};
INSTANTIATE_TEST_SUITE_P(
    All, BadCommandLine,
    testing::Values(Refused{"lab=nobody", "lab=nobody"}, Refused{"lock=spin", "lock=spin"},
                    Refused{"lok=claim", "lok=claim"}, Refused{"lock=", "lock="},
                    Refused{"lock=claimed", "lock=claimed"}, Refused{"lock=clai", "lock=clai"},
                    Refused{"LOCK=claim", "LOCK=claim"}, Refused{"lock", "lock"},
                    Refused{"demo", "demo"}, Refused{"retries=0", "retries=0"},
                    Refused{"retries=many", "retries=many"}, Refused{"retries=", "retries="},
                    Refused{"lock=claim lab=twin-swap eoi=never", "eoi=never"},
                    Refused{"/boot/kernel.elf lock=claim /boot/kernel.elf", "/boot/kernel.elf"},
                    Refused{"lab=0123456789012345678901234567890123456789",
                            "lab=012345678901234567890123456"}),
    [](const auto& one) {
      return std::regex_replace(std::string(one.param.cmdline), std::regex("[^A-Za-z0-9]"), "_");
    });

TEST_P(BadCommandLine, IsRefusedWithAllThatThereIs) {
  const auto said = boot(GetParam().cmdline);
  EXPECT_EQ(said.ended, Ended::GuestExited);
  EXPECT_EQ(said.code, 1u);
  EXPECT_THAT(said.text, testing::StartsWith("cannot use '" + std::string(GetParam().word) +
                                             "'; there are: frame=value|pointer"));
  for (const char* there : {" lock=swap|swap-test|xchg|claim|tas|ttas|ticket|mutex ",
                            " fault=published|repaired ", " retries=N ", " lab=demo|twin-swap|"})
    EXPECT_THAT(said.text, HasSubstr(there));
  EXPECT_THAT(said.text, testing::Not(HasSubstr("pages free"))) << "no lab was run";
  EXPECT_EQ(std::count(said.text.begin(), said.text.end(), '\n'), 1) << said.text;
}

TEST(CommandLine, AnImagesNameInFrontIsTheLoaders) {
  for (const char* cmdline :
       {"", "kernel.elf", "/boot/kernel lab=demo", "  lock=tas  backoff=none "})
    EXPECT_THAT(boot(cmdline).text, HasSubstr("demo: 1 cores")) << cmdline;
}

}  // namespace
}  // namespace vectorscope
