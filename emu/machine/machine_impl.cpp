// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/machine/machine_impl.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "emu/base/state_io.hpp"
#include "emu/load/multiboot.hpp"
#include "emu/machine/acpi_tables.hpp"
#include "emu/machine/boot_gdt.hpp"
#include "emu/machine/mp_table.hpp"

namespace vectorscope {
namespace {

// Multiboot leaves ESP undefined, yet kernels of many a tutorial live on what their
// loader left. Memory below is free, as it is for a boot sector.
constexpr std::uint32_t kBootStack = 0x7C00;

// To change from instructions to blocks and back costs as much as some hundred instructions.
constexpr Step kWorthBlocks = 200, kEagerlyInBlocks = 16;

std::optional<Step> blocks_from(EngineWay engine) {
  switch (engine) {
    case EngineWay::Exact: return std::nullopt;
    case EngineWay::Fast: return kWorthBlocks;
    case EngineWay::Eager: return kEagerlyInBlocks;
  }
  return std::nullopt;
}

}  // namespace

// --- power on ---------------------------------------------------------------

Machine::Impl::Impl(const MachineConfig& wanted, std::shared_ptr<const Image> loaded, Ram memory,
                    EngineWay way, std::vector<DistrustedCode> code)
    : config(wanted),
      engine(way),
      distrusted(std::move(code)),
      image(std::move(loaded)),
      ram(std::move(memory)),
      slots(SlotWatch::find(wanted, *image), *image, ram.bytes()),
      board(wanted, ram.bytes(), *this, wires()) {}

BoardWires Machine::Impl::wires() {
  BoardWires w;
  w.lines_changed = [this] { refresh_attention(); };
  w.init = [this](CoreId core) { requests_.emplace_back(Init{core}), clock.stop_before_next(); };
  w.startup = [this](CoreId core, Vector page) {
    requests_.emplace_back(Startup{core, page});
    clock.stop_before_next();
  };
  w.nmi = [this](CoreId core) { nmi_[core] = true, refresh_attention(); };
  w.present = [this](CoreId core) { return core < config.cores; };
  w.stopped = [this](CoreId core) {
    return stopped_by_init_[core] && !cores[core]->has_waiting_stores();
  };
  w.a20 = [this](bool open) {
    if (std::exchange(a20_, open) == open) return;
    requests_.emplace_back(A20{open});  // the instruction that shut it is not over yet
    clock.stop_before_next();
  };
  w.reset = [this] { requests_.emplace_back(Reset{}), clock.stop_before_next(); };
  return w;
}

Result<void> Machine::Impl::power_on() {
  powered_on = true;
  if (auto wired = board.wire(); !wired) return wired;
  for (unsigned id = 0; id < config.cores; ++id) {
    const Core::Setup setup{.id = static_cast<CoreId>(id),
                            .ram = ram.bytes(),
                            .trapped = slots.trapped(),
                            .report_stores = slots.needs_stores(),
                            .store_buffer = config.memory == MemoryModel::Tso,
                            .blocks_from = blocks_from(engine),
                            .distrusted = distrusted};
    auto core = Core::create(setup, clock, home, *this);
    if (!core) return tl::unexpected(core.error());
    cores.push_back(std::move(*core));
  }
  return place_image();
}

Result<void> Machine::Impl::place_image() {
  place_mp_tables(ram.bytes(), config.cores);
  place_acpi_tables(ram.bytes(), config.cores);
  const auto boot_gdt = place_boot_gdt(ram.bytes());
  for (const auto& segment : image->segments)
    std::copy(segment.bytes.begin(), segment.bytes.end(), ram.bytes().begin() + segment.address);
  std::uint32_t eax = 0, ebx = 0;
  if (image->multiboot) {
    eax = kMultibootEax;
    const auto info = place_multiboot_info(ram.bytes(), *image, config.cmdline);
    if (!info) return fail(fmt::format("{}: {}", image->name, info.error().text));
    ebx = *info;
  }
  note_slots();
  cores[0]->start_protected(image->entry, eax, ebx, kBootStack, boot_gdt);
  return {};
}

// --- the door ---------------------------------------------------------------

Applied Machine::Impl::apply(const Decision& decision) {
  asked_ = idled_ = false;
  accepted_.clear();
  const auto before = clock.step;
  // An input comes now, whenever the devices were looked at last.
  if (!std::holds_alternative<decisions::Run>(decision) &&
      !std::holds_alternative<decisions::RunRound>(decision))
    board.advance(now());
  auto applied = std::visit([this](const auto& one) { return take(one); }, decision);
  if (doubtful) return applied;
  applied.steps = clock.step - before;
  clock.limit = clock.step;

  if (!record(decision, applied.steps)) return applied;
  pass_idle_time();
  if (applied.ended == Ended::Idle || applied.ended == Ended::Over) applied.ended = ended();
  return applied;
}

/// False if nothing happened.
bool Machine::Impl::record(Decision really, Step steps) {
  bool happened = true;
  if (auto* run = std::get_if<decisions::Run>(&really)) {
    run->steps = steps;
    happened = steps > 0;
  } else if (auto* round = std::get_if<decisions::RunRound>(&really)) {
    round->steps = steps;
    happened = steps > 0;
  }
  if (happened) decisions.push_back(really);
  // An interrupt after the last step (a watcher stopped there, or the core died
  // of it): as many steps alone would end before it.
  if (accepted_at_ != clock.step) return happened;
  for (const CoreId core : accepted_) decisions.emplace_back(decisions::Run{core, 0});
  return happened || !accepted_.empty();
}

// --- between two instructions -----------------------------------------------

void Machine::Impl::boundary() {
  if (slots_dirty_) note_slots();
  while (!requests_.empty()) {
    const auto request = requests_.front();
    requests_.erase(requests_.begin());
    carry_out(request);
  }
  if (deadline_known_ && clock.step < deadline_) return;
  board.advance(now());
  deadline_ = time_.step_of(board.next_deadline());
  deadline_known_ = true;
}

void Machine::Impl::carry_out(const Request& request) {
  if (const auto* init = std::get_if<Init>(&request)) {
    cores[init->core]->init();
    nmi_[init->core] = false;
    stopped_by_init_[init->core] = true;
  } else if (const auto* startup = std::get_if<Startup>(&request)) {
    cores[startup->core]->startup(startup->page);
    if (cores[startup->core]->status() == CoreStatus::Running)
      stopped_by_init_[startup->core] = false;
  } else if (const auto* gate = std::get_if<A20>(&request)) {
    for (auto& core : cores) core->set_a20(gate->open);
  } else {
    for (auto& core : cores) core->die(Stop::Reset);
  }
  refresh_attention();
}

/// Stores that are seen only when they are over: by poke, in a page that the array
/// shares with code, or in pieces because they are not aligned.
void Machine::Impl::note_slots() {
  slots_dirty_ = false;
  const WithinInstruction within(clock, storing_core_ != kNoCore);
  for (const auto& swap : slots.changes(storing_eip_)) publish(storing_core_, swap);
}

void Machine::Impl::note_slots_later(CoreId core) {
  slots_dirty_ = true;
  storing_core_ = core;
  storing_eip_ = core == kNoCore ? 0 : cores[core]->registers().eip;
  clock.stop_before_next();
}

// --- all of its state -------------------------------------------------------

std::uint64_t Machine::Impl::hash() {
  HashVisitor visitor;
  board.advance(now());  // some devices note when they were last asked
  for (auto& core : cores) core->visit(visitor);
  time_.visit(visitor);
  troubles.visit(visitor);
  visitor.field("step", clock.step);
  visitor.field("a20", a20_);
  visitor.field("nmi", nmi_);
  visitor.field("stopped", stopped_by_init_);
  board.visit(visitor);
  visitor.bytes("ram", ram.bytes().data(), ram.bytes().size());
  return visitor.digest();
}

}  // namespace vectorscope
