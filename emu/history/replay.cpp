// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/history/replay.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "emu/history/schedule_text.hpp"

namespace vectorscope {
namespace {

Result<Image> image_of(const Recording& recording) {
  const std::uint64_t ram_bytes = std::uint64_t{recording.config.ram_mb} << 20;
  auto image = recording.image_flat
                   ? flat_image(recording.image_name, recording.image_file, *recording.image_flat,
                                ram_bytes)
                   : parse_image(recording.image_name, recording.image_file, ram_bytes);
  for (const Module& module : recording.modules) {
    if (!image) return image;
    if (auto added = add_module(*image, module, ram_bytes); !added)
      return tl::unexpected(added.error());
  }
  if (!image || recording.symbols_file.empty()) return image;
  if (auto taken = take_symbols(*image, recording.symbols_file); !taken)
    return fail("the recording's file of symbols " + taken.error().text);
  return image;
}

Result<std::vector<LinearAddress>> addresses_of(const std::vector<std::string>& names,
                                                const Image& image) {
  std::vector<LinearAddress> addresses;
  for (const std::string& name : names) {
    const Symbol* symbol = image.symbols.named(name);
    if (symbol == nullptr)
      return fail(fmt::format("{}: the recording watches the function {}, which the image does "
                              "not have; record it again",
                              image.name, name));
    addresses.push_back(symbol->address);
  }
  return addresses;
}

/// How many instructions a decision runs; nullptr for an input.
Step* steps_of(Decision& decision) {
  if (auto* run = std::get_if<decisions::Run>(&decision)) return &run->steps;
  if (auto* round = std::get_if<decisions::RunRound>(&decision)) return &round->steps;
  return nullptr;
}

Result<void> apply_exactly(Machine& machine, const Decision& decision, Step steps) {
  const Step begin = machine.step();
  const Applied applied = machine.apply(decision);
  if (applied.steps == steps) return {};
  return fail(fmt::format("the replay departs from the recording at step {}: {} ran {} steps; "
                          "was it recorded by another version?",
                          begin, print_decision(decision), applied.steps));
}

}  // namespace

Recording recording_of(const Machine& machine, std::string title,
                       std::vector<std::string> watched) {
  return {.title = std::move(title),
          .config = machine.config(),
          .image_name = machine.image().name,
          .image_file = machine.image().file,
          .image_flat = machine.image().flat,
          .modules = machine.image().modules,
          .symbols_file = machine.image().symbols_file,
          .watched = std::move(watched),
          .decisions = machine.decisions(),
          .steps = machine.step(),
          .hash = machine.hash()};
}

Result<std::unique_ptr<Machine>> start(const Recording& recording) {
  auto image = image_of(recording);
  if (!image) return tl::unexpected(image.error());
  const auto watched = addresses_of(recording.watched, *image);
  if (!watched) return tl::unexpected(watched.error());
  auto machine =
      Machine::create(recording.config, std::make_shared<const Image>(std::move(*image)));
  if (machine) (*machine)->watch_functions(*watched);
  return machine;
}

Result<void> replay(Machine& machine, const Recording& recording, Step to) {
  if (!machine.decisions().empty())
    return fail("a replay begins with the machine at its start; make it with start()");
  for (Decision decision : recording.decisions) {
    Step* steps = steps_of(decision);
    if (steps != nullptr && *steps > 0 && machine.step() == to) return {};
    // A part of a run is the begin of the same run.
    if (steps != nullptr) *steps = std::min(*steps, to - machine.step());
    const Step expected = steps != nullptr ? *steps : 0;
    if (auto same = apply_exactly(machine, decision, expected); !same) return same;
  }
  return {};
}

Result<void> verify(const Machine& machine, const Recording& recording) {
  if (machine.step() == recording.steps && machine.hash() == recording.hash) return {};
  return fail(fmt::format("the replay does not end as recorded: step {}, state {:016x} instead of "
                          "step {}, state {:016x}; was it recorded by another version?",
                          machine.step(), machine.hash(), recording.steps, recording.hash));
}

}  // namespace vectorscope
