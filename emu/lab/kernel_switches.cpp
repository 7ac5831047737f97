// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/lab/kernel_switches.hpp"

#include "emu/lab/console_text.hpp"
#include "emu/machine/machine.hpp"

namespace vectorscope {
namespace {

constexpr const char* kReadsThem = "switches_parse";  // kernel/boot/switches.c; returns a bool
constexpr Step kMost = 2'000'000;                     // a refusal prints some two thousand letters

bool returned_true(const Event& event) {
  const auto* exit = std::get_if<events::FunctionExit>(&event.body);
  return exit && (exit->result & 0xFF) != 0;
}

}  // namespace

Result<void> check_switches(const std::string& cmdline,
                            const std::shared_ptr<const Image>& kernel) {
  const auto* reads = kernel->symbols.named(kReadsThem);
  if (cmdline.empty() || !reads) return {};
  MachineConfig config;
  config.cores = 1;
  config.cmdline = cmdline;
  const auto machine = Machine::create(config, kernel);
  if (!machine) return tl::make_unexpected(machine.error());
  (*machine)->watch_functions({reads->address});
  (*machine)->set_watcher(returned_true);
  const auto ended = (*machine)->apply(decisions::Run{0, kMost}).ended;
  if (ended == Ended::Asked) return {};
  return fail(last_words(**machine));
}

}  // namespace vectorscope
