// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/lab/alone.hpp"

#include <algorithm>
#include <cstring>
#include <tuple>

namespace vectorscope {
namespace {

constexpr Step kMostInstructions = 20'000;
constexpr Step kShortestTurn = 100, kLongestTurn = 6'400;

auto tied(const Registers& r) {
  return std::tie(r.eip, r.esp, r.eax, r.ecx, r.edx, r.ebx, r.ebp, r.esi, r.edi, r.eflags, r.es,
                  r.cs, r.ss, r.ds, r.fs, r.gs, r.cr0, r.cr3);
}

struct Range {
  std::size_t begin = 0, end = 0;
};

/// What a kernel writes to, as its image says.
std::vector<Range> data_of(const Image& image) {
  std::vector<Range> data;
  for (const auto& segment : image.segments) {
    if (!segment.executable)
      data.push_back({segment.address, segment.address + segment.size_in_memory});
  }
  return data;
}

class Search {
 public:
  Search(Machine& machine, const AloneQuestion& question)
      : machine_(machine), data_(data_of(machine.image())) {
    machine_.watch_functions(question.done);
    machine_.set_watcher([this](const Event& event) {
      out_ |= std::holds_alternative<events::FunctionExit>(event.body);
      // An INT n is the core's own doing.
      const auto* interrupt = std::get_if<events::InterruptEntry>(&event.body);
      disturbed_ |= (interrupt && interrupt->cause != Cause::Software) ||
                    std::holds_alternative<events::IpiSent>(event.body);
      return false;
    });
  }

  Alone run(CoreId core) {
    Alone alone{core, Alone::Comes::Nowhere, 0};
    if (!machine_.can_run(core)) {
      alone.comes = Alone::Comes::Back;
      return alone;
    }
    const auto begin = machine_.registers(core);
    const std::vector<std::uint8_t> ram(machine_.ram().begin(), machine_.ram().end());
    const auto own = stack_of(core);
    while (alone.instructions < kMostInstructions) {
      if (machine_.apply(decisions::Run{core, 1}).steps == 0) return alone;
      ++alone.instructions;
      if (out_) alone.comes = Alone::Comes::Out;
      if (out_ || disturbed_ || !unchanged(ram, own)) return alone;
      if (tied(machine_.registers(core)) == tied(begin) &&
          std::equal(ram.begin(), ram.end(), machine_.ram().begin())) {
        alone.comes = Alone::Comes::Back;
        return alone;
      }
    }
    return alone;
  }

  /// By turns of each core, if one gets something done: who, and after how many instructions of
  /// all.
  Alone by_turns(const std::vector<CoreId>& cores) {
    Alone alone{cores.front(), Alone::Comes::Nowhere, 0};
    for (Step turn = kShortestTurn; turn <= kLongestTurn; turn *= 2) {
      for (const CoreId core : cores) {
        alone.core = core;
        alone.instructions += machine_.apply(decisions::Run{core, turn}).steps;
        if (!out_) continue;
        alone.comes = Alone::Comes::Out;
        return alone;
      }
    }
    return alone;
  }

 private:
  /// Each core's part of the array `stacks`; nothing if there is none.
  [[nodiscard]] Range stack_of(CoreId core) const {
    const auto* stacks = machine_.image().symbols.named("stacks");
    if (!stacks) return {};
    const std::size_t size = stacks->size / kMaxCores;
    return {stacks->address + core * size, stacks->address + (core + 1) * size};
  }

  [[nodiscard]] bool unchanged(const std::vector<std::uint8_t>& ram, const Range& own) const {
    const auto now = machine_.ram();
    const auto same = [&](std::size_t begin, std::size_t end) {
      return begin >= end || std::memcmp(&ram[begin], &now[begin], end - begin) == 0;
    };
    return std::all_of(data_.begin(), data_.end(), [&](const Range& range) {
      return same(range.begin, std::clamp(own.begin, range.begin, range.end)) &&
             same(std::clamp(own.end, range.begin, range.end), range.end);
    });
  }

  Machine& machine_;
  std::vector<Range> data_;
  bool out_ = false, disturbed_ = false;
};

}  // namespace

std::vector<Alone> each_alone(const Machine& machine, const AloneQuestion& question) {
  // Under TSO a store that waits is no change yet; there the question is left open.
  if (machine.config().memory == MemoryModel::Tso) return {{question.cores.front()}};
  const std::shared_ptr<const Image> image(std::shared_ptr<const Image>(), &machine.image());
  auto copy = Machine::create(machine.config(), image);
  if (!copy) return {{question.cores.front()}};
  for (const auto& decision : machine.decisions()) (*copy)->apply(decision);
  Search search(**copy, question);
  std::vector<Alone> answers;
  for (const CoreId core : question.cores) {
    answers.push_back(search.run(core));
    if (answers.back().comes == Alone::Comes::Back) continue;
    if (answers.back().comes == Alone::Comes::Nowhere) {
      answers.push_back(search.by_turns(question.cores));
    }
    break;
  }
  return answers;
}

}  // namespace vectorscope
