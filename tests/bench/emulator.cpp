// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/emulator.hpp"

#include <ctime>
#include <memory>
#include <string>
#include <utility>

#include "emu/load/image.hpp"
#include "emu/machine/machine.hpp"

namespace vectorscope::bench {

namespace {

constexpr unsigned kRamMb = 16;
constexpr Step kSlice = 1'000'000;

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

Result<std::unique_ptr<Machine>> machine_for(const Work& work) {
  auto file = multiboot_image(work);
  if (!file) return tl::unexpected(file.error());
  auto image = parse_image(name(work.loop), std::move(*file), std::uint64_t{kRamMb} << 20);
  if (!image) return tl::unexpected(image.error());
  MachineConfig config;
  config.cores = work.cores;
  config.ram_mb = kRamMb;
  return Machine::create(config, std::make_shared<const Image>(std::move(*image)));
}

}  // namespace

Result<EmulatorRun> run_emulator(const Work& work, std::uint32_t quantum) {
  auto machine = machine_for(work);
  if (!machine) return tl::unexpected(machine.error());
  const double begin = processor_seconds();
  Applied applied;
  do {
    applied = (*machine)->apply(decisions::RunRound{0, quantum, kSlice});
  } while (applied.ended == Ended::Done);
  const double seconds = processor_seconds() - begin;
  if (applied.ended != Ended::GuestExited) {
    return fail(std::string(name(work.loop)) + ": the guest loop did not reach its end");
  }
  return EmulatorRun{seconds, (*machine)->step()};
}

Result<double> steps_per_iteration(Loop loop) {
  constexpr std::uint32_t kIterations = 1'000'000;
  const auto none = run_emulator({loop, 1, 1}, kSlice);
  if (!none) return tl::unexpected(none.error());
  const auto many = run_emulator({loop, 1, 1 + kIterations}, kSlice);
  if (!many) return tl::unexpected(many.error());
  return static_cast<double>(many->steps - none->steps) / kIterations;
}

}  // namespace vectorscope::bench
