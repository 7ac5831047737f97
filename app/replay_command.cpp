// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/replay_command.hpp"

#include <limits>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/exit_code.hpp"
#include "emu/history/replay.hpp"

namespace vectorscope {
namespace {

struct Replayed {
  Recording recording;
  std::unique_ptr<Machine> machine;
  Result<void> verified;  ///< an error if the end differs from what was recorded
};

Result<Replayed> replay_file(const std::string& file, std::optional<Step> to) {
  auto recording = load_recording(file);
  if (!recording) return tl::unexpected(recording.error());
  if (to && *to > recording->steps) {
    return fail(fmt::format("--to {}: the recording ends at step {}", *to, recording->steps));
  }
  auto machine = start(*recording);
  if (!machine) return tl::unexpected(machine.error());
  auto verified = replay(**machine, *recording, to.value_or(std::numeric_limits<Step>::max()));
  if (verified && !to) verified = verify(**machine, *recording);
  return Replayed{std::move(*recording), std::move(*machine), std::move(verified)};
}

void print_summary(const Replayed& replayed) {
  fmt::print("{}: {} cores, {} decisions, at step {} of {}\n", replayed.recording.title,
             replayed.recording.config.cores, replayed.recording.decisions.size(),
             replayed.machine->step(), replayed.recording.steps);
}

void print_json(const Replayed& replayed) {
  const nlohmann::ordered_json result = {
      {"title", replayed.recording.title},
      {"cores", replayed.recording.config.cores},
      {"decisions", replayed.recording.decisions.size()},
      {"step", replayed.machine->step()},
      {"steps", replayed.recording.steps},
      {"as_recorded", replayed.verified.has_value()},
      {"hash", fmt::format("{:016x}", replayed.machine->hash())}};
  fmt::print("{}\n", result.dump());
}

int code_of(const Replayed& replayed) {
  if (replayed.verified) return kAsAsked;
  fmt::print(stderr, "{}\n", replayed.verified.error().text);
  return kFailed;
}

}  // namespace

Result<int> replay_command(const ReplayOptions& options) {
  const auto replayed = replay_file(options.file, options.to);
  if (!replayed) return tl::unexpected(replayed.error());
  if (options.json) {
    print_json(*replayed);
  } else {
    if (!options.hash_only) print_summary(*replayed);
    fmt::print("hash {:016x}\n", replayed->machine->hash());
  }
  return code_of(*replayed);
}

Result<int> export_command(const std::string& file, const OutputOptions& outputs, bool json) {
  if (auto fine = check_outputs(outputs); !fine) return tl::unexpected(fine.error());
  const auto replayed = replay_file(file, std::nullopt);
  if (!replayed) return tl::unexpected(replayed.error());
  const OutputLabels labels{replayed->recording.title, replayed->recording.watched};
  if (auto written = write_outputs(*replayed->machine, outputs, labels); !written) {
    return tl::unexpected(written.error());
  }
  if (json) print_json(*replayed);
  return code_of(*replayed);
}

}  // namespace vectorscope
