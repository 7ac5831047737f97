// SPDX-License-Identifier: GPL-2.0-or-later
// A guest of random instructions, begun with a valid GDT, IDT and TSS (and
// perhaps paging, ring 3, a timer, other cores), under random decisions. It may
// do anything; the machine lives, uses exactly the steps it is given, and comes
// to the same state when the decisions are cut otherwise or somebody looks.
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <random>
#include <span>

#include "emu/machine/machine.hpp"
#include "tests/fuzz/guest_layout.hpp"
#include "tests/fuzz/input.hpp"
#include "tests/fuzz/random_guest.hpp"
#include "tests/fuzz/seeds.hpp"

namespace {

using namespace vectorscope;
using fuzz::Input, fuzz::kBody, fuzz::kHandlers, fuzz::kSlots;

void require(bool condition, const char* what) {
  if (condition) return;
  std::cerr << "not so: " << what << '\n';
  std::abort();
}

// --- the decisions ------------------------------------------------------------

Decision next_decision(Input& input, unsigned cores) {
  const auto core = static_cast<CoreId>(input.byte() % (cores + 1));  // one that is not there, too
  switch (input.byte() % 16) {
    case 0:
      return decisions::Kill{core};
    case 1:
      return decisions::Freeze{core};
    case 2:
      return decisions::Thaw{core};
    case 3:
      return decisions::DropIpi{core};
    case 4:
      return decisions::RaiseIrq{static_cast<std::uint8_t>(input.byte() % 17)};
    case 5:
      return decisions::Key{input.byte()};
    case 6:
      return decisions::SerialIn{input.byte()};
    case 7:
      return decisions::Poke{kBody + input.below(64), input.below(65536) * 65537};
    case 8:
    case 9:
    case 10:
      return decisions::Run{core, input.below(600)};
    default:
      return decisions::RunRound{core, 1u + input.byte() % 30, input.below(900)};
  }
}

/// Steps; long enough for blocks.
constexpr std::uint32_t kLong = 4'000;

std::vector<Decision> make_decisions(Input& input, unsigned cores) {
  std::vector<Decision> made = {decisions::Run{0, 100}, decisions::RunRound{0, 3, 200}};
  for (int left = input.byte() % 16; left > 0; --left) made.push_back(next_decision(input, cores));
  if (input.byte() % 2 == 0) made.insert(made.begin() + 1, decisions::Run{0, kLong});
  if (input.byte() % 4 == 0) made.emplace_back(decisions::RunRound{0, kLong / 4, 3 * kLong});
  return made;
}

struct Guest {
  MachineConfig config;
  std::shared_ptr<const Image> image;

  [[nodiscard]] std::unique_ptr<Machine> machine(EngineWay way = EngineWay::Exact) const {
    auto made = Machine::create(config, image, way);
    require(made.has_value(), "a machine can be made");
    return std::move(*made);
  }
};

// --- what must hold -----------------------------------------------------------

/// Spins end when a turn ends, so they may differ with the cut.
using Happened = std::vector<std::string>;
Happened happened(const Machine& machine) {
  Happened list;
  for (const auto& event : machine.log())
    if (!std::holds_alternative<events::SpinBegin>(event.body) &&
        !std::holds_alternative<events::SpinEnd>(event.body))
      list.push_back(std::to_string(event.step) + " " + describe_event(event, nullptr));
  return list;
}

void require_same(const Machine& one, const Machine& other, const char* what) {
  const auto first = happened(one), second = happened(other);
  const bool same_events = first == second;
  if (!same_events) {
    const auto [at, there] =
        std::mismatch(first.begin(), first.end(), second.begin(), second.end());
    std::cerr << "first: " << (at == first.end() ? "the end" : *at)
              << "\nthen:  " << (there == second.end() ? "the end" : *there) << '\n';
  }
  require(one.step() == other.step(), what);
  require(same_events, what);
  require(one.hash() == other.hash(), what);
}

/// The turns of a round, dealt by hand.
void deal(Machine& machine, const decisions::RunRound& round) {
  const unsigned cores = machine.config().cores;
  const Step end = machine.step() + round.steps;
  unsigned turn = (round.first + cores - 1) % cores;
  Step turn_end = machine.step();
  while (machine.step() < end && !machine.exited()) {
    if (machine.step() >= turn_end || !machine.can_run(static_cast<CoreId>(turn))) {
      unsigned tried = 0;
      do turn = (turn + 1) % cores;
      while (!machine.can_run(static_cast<CoreId>(turn)) && ++tried < cores);
      if (tried == cores) return;
      turn_end = std::min(end, machine.step() + std::max(round.quantum, 1u));
    }
    machine.apply(decisions::Run{static_cast<CoreId>(turn), turn_end - machine.step()});
  }
}

/// The same decisions in other pieces, looked at in between.
void apply_cut(Machine& machine, const Decision& decision, std::minstd_rand& random) {
  if (const auto* round = std::get_if<decisions::RunRound>(&decision)) return deal(machine, *round);
  const auto* run = std::get_if<decisions::Run>(&decision);
  if (!run || run->steps == 0) {
    machine.apply(decision);
    return;
  }
  for (Step left = run->steps; left > 0;) {
    const auto piece = std::min<Step>(left, 1 + random() % (random() % 4 ? 5 : 100));
    const auto done = machine.apply(decisions::Run{run->core, piece}).steps;
    require(done <= piece, "no more steps than asked");
    if (done < piece && done == 0) break;
    left -= done;
    if (random() % 8 == 0) (void)machine.hash();
  }
}

void check(const Guest& guest, const std::vector<Decision>& wanted, unsigned seed) {
  const auto plain = guest.machine();
  unsigned entries = 0;  // now and then somebody stops at the entry to a handler
  plain->set_watcher([&](const Event& event) {
    return std::holds_alternative<events::InterruptEntry>(event.body) && ++entries % 7 == 0;
  });
  for (const auto& decision : wanted) {
    const auto before = plain->step();
    const auto applied = plain->apply(decision);
    require(plain->step() - before == applied.steps, "steps are counted");
  }
  const auto replayed = guest.machine();
  replayed->watch_functions({kBody, kHandlers});
  replayed->watch_functions({});
  for (const auto& decision : plain->decisions()) {
    (void)replayed->hash();
    replayed->apply(decision);
  }
  require_same(*plain, *replayed, "looking changes nothing");
  const auto fast = guest.machine(EngineWay::Eager);
  for (const auto& decision : plain->decisions()) fast->apply(decision);
  require_same(*plain, *fast, "blocks change nothing");
  const auto cut = guest.machine(seed % 2 != 0 ? EngineWay::Eager : EngineWay::Exact);
  std::minstd_rand random(seed);
  for (const auto& decision : plain->decisions()) apply_cut(*cut, decision, random);
  require_same(*plain, *cut, "the cut changes nothing");
}

std::vector<std::vector<std::uint8_t>> seeds() {
  std::vector<std::vector<std::uint8_t>> made;
  std::mt19937 random(1);
  for (unsigned number = 0; number < 600; ++number) {
    auto& seed = made.emplace_back(40 + random() % 200);
    for (auto& byte : seed) byte = static_cast<std::uint8_t>(random());
  }
  return made;
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  fuzz::give_seeds(argc, argv, seeds());
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input({data, size});
  const auto flags = input.byte();
  const fuzz::Start start{(flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0, (flags & 8) != 0,
                    (flags & 16) != 0};
  Guest guest;
  guest.config.cores = 1 + (flags >> 5) % 3;
  guest.config.ram_mb = 16;
  guest.config.frequency_hz = 10'000'000;
  const auto slots = input.byte() % 3;  // none, in pages of their own, among the code
  if (slots != 0) guest.config.handlers = HandlersAt{slots == 1 ? kSlots : kBody + 0x100, 64, 4};
  const auto wanted = make_decisions(input, guest.config.cores);
  guest.image = std::make_shared<const Image>(fuzz::make_guest(input, start));
  check(guest, wanted, flags);
  return 0;
}
