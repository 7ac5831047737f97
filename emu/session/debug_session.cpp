// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/session/debug_session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "emu/load/bundled.hpp"
#include "emu/session/file_kind.hpp"
#include "emu/session/lab_stage.hpp"
#include "emu/session/replay_stage.hpp"
#include "emu/session/view_builder.hpp"
#include "emu/session/watched_functions.hpp"
#include "emu/trace/busy_handler.hpp"
#include "emu/trace/words.hpp"

namespace vectorscope {
namespace {

constexpr Step kStepsToFirstSwap = 20'000'000;  // far more than the boot takes
constexpr std::uint32_t kQuantum = 1;           // finest interleaving: what a lecturer wants to see

bool swaps_a_handler(const Event& event) {
  const auto* swap = std::get_if<events::SlotSwap>(&event.body);
  return swap && swap->was != 0;
}

/// A swap is what the lecture is about: say what it means, too.
std::string in_words(const Event& event, const Symbols& symbols) {
  auto text = describe_event(event, &symbols);
  const auto* swap = std::get_if<events::SlotSwap>(&event.body);
  if (!swap) return text;
  if (is_busy_handler(&symbols, swap->now)) return text + ": it holds the lock";
  return is_busy_handler(&symbols, swap->was) ? text + ": the lock is free" : text;
}

const char* why_not(const Machine& machine, CoreId core) {
  switch (machine.status(core)) {
    case CoreStatus::NotStarted: return "it waits for a STARTUP message";
    case CoreStatus::Halted: return "it is halted and waits for an interrupt";
    case CoreStatus::Frozen: return "it is frozen";
    case CoreStatus::Dead: return "it is dead";
    case CoreStatus::Running: break;
  }
  return machine.exited() ? "the guest has ended the machine" : "nothing was left to do";
}

/// As Machine::apply would say it after whoever played.
Ended how_it_ended(const Machine& machine) {
  if (machine.exited()) return Ended::GuestExited;
  bool hope = false;
  for (unsigned number = 0; number < machine.config().cores; ++number) {
    const auto core = static_cast<CoreId>(number);
    if (machine.can_run(core)) return Ended::Done;
    const auto status = machine.status(core);
    hope = hope || status == CoreStatus::Frozen ||
           (status == CoreStatus::Halted && machine.interrupts_enabled(core));
  }
  return hope ? Ended::Idle : Ended::Over;
}

}  // namespace

struct DebugSession::Impl {
  std::unique_ptr<Machine> own;          // of an image; a lab or a recording has its own
  std::unique_ptr<LabStage> lab;
  std::unique_ptr<ReplayStage> replay;
  Machine* machine = nullptr;
  std::shared_ptr<const Symbols> symbols;
  std::unique_ptr<ViewBuilder> views;
  std::string title;
  std::string caption;
  CoreId selected = 0;
  CoreId next = 0;       // whose turn it is in a free run
  Drive drive = Drive::Nobody;
  Ended ended = Ended::Done;  // how the last decision did; Asked is for others

  void give_up();
  void show(Machine& opened, std::shared_ptr<const Symbols> names, std::string name);
  Result<void> open(Image loaded, const MachineConfig& config, std::string name);
  Result<void> open_bundled(const MachineConfig& config);
  void put_in_by_hand();
  void note(const Applied& applied);
  void tell(std::size_t first_event);
  bool play(Step most, bool one_line);
  [[nodiscard]] RunState run_state() const;
};

/// The views first: they look at the machine.
void DebugSession::Impl::give_up() {
  views.reset();
  lab.reset();
  replay.reset();
  own.reset();
}

void DebugSession::Impl::show(Machine& opened, std::shared_ptr<const Symbols> names,
                              std::string name) {
  machine = &opened;
  symbols = std::move(names);
  views = std::make_unique<ViewBuilder>(opened, symbols);
  title = std::move(name);
  caption = title + " is loaded";
  selected = next = 0;
  ended = Ended::Done;
  drive = Drive::Nobody;
}

// Everything is made before anything that was open is given up.
Result<void> DebugSession::Impl::open(Image loaded, const MachineConfig& config, std::string name) {
  auto image = std::make_shared<const Image>(std::move(loaded));
  auto made = Machine::create(config, image);
  if (!made) return tl::unexpected(made.error());
  give_up();
  own = std::move(*made);
  own->watch_functions(functions_to_watch(image->symbols));
  show(*own, std::shared_ptr<const Symbols>(image, &image->symbols), std::move(name));
  caption = fmt::format("{} is loaded; core 0 begins at {}", title,
                        image->symbols.describe(image->entry));
  return {};
}

/// Paused where a handler is swapped for the first time.
Result<void> DebugSession::Impl::open_bundled(const MachineConfig& config) {
  auto kernel = bundled_kernel(std::uint64_t{config.ram_mb} << 20);
  if (!kernel) return tl::unexpected(kernel.error());
  if (auto opened = open(std::move(*kernel), config, "demo"); !opened) return opened;
  machine->set_watcher(swaps_a_handler);
  ended = machine->apply(decisions::RunRound{0, kQuantum, kStepsToFirstSwap}).ended;
  machine->set_watcher(nullptr);
  views->mark_stop();
  tell(0);
  return {};
}

/// From here on the run is not only the script's or the recording's.
void DebugSession::Impl::put_in_by_hand() {
  if (lab) lab->put_in_by_hand();
  if (replay) replay->put_in_by_hand();
}

void DebugSession::Impl::note(const Applied& applied) {
  ended = applied.ended == Ended::CannotRun ? ended : applied.ended;
  // Whoever ran last gives way to the next.
  if (applied.steps > 0) next = static_cast<CoreId>((next + applied.steps / kQuantum) % machine->config().cores);
}

/// The last thing that happened, in words.
void DebugSession::Impl::tell(std::size_t first_event) {
  const auto& log = machine->log();
  for (auto at = log.size(); at-- > first_event;) {
    const auto& event = log[at];
    if (std::holds_alternative<events::SerialText>(event.body) ||
        std::holds_alternative<events::DebugText>(event.body))
      continue;
    caption = in_words(event, *symbols);
    return;
  }
}

RunState DebugSession::Impl::run_state() const {
  if (!machine) return RunState::NoImage;
  if (ended == Ended::Over || ended == Ended::GuestExited) return RunState::Over;
  if (ended == Ended::Idle) return RunState::Idle;
  return drive == Drive::Nobody ? RunState::Paused : RunState::Running;
}

DebugSession::DebugSession() : impl_(std::make_unique<Impl>()) {}
DebugSession::~DebugSession() = default;

Result<void> DebugSession::open_demo(const MachineConfig& config) {
  return impl_->open_bundled(config);
}

Result<void> DebugSession::open_image(const std::string& path, const MachineConfig& config) {
  if (path == "builtin") return open_demo(config);
  auto image = load_image(path, std::uint64_t{config.ram_mb} << 20);
  if (!image) return tl::unexpected(image.error());
  auto name = image->name;
  return impl_->open(std::move(*image), config, std::move(name));
}

Result<void> DebugSession::open_lab(const LabChoice& choice) {
  auto stage = LabStage::open(choice);
  if (!stage) return tl::unexpected(stage.error());
  auto& s = *impl_;
  s.give_up();
  s.lab = std::move(*stage);
  const auto& kernel = s.lab->kernel();
  s.show(s.lab->machine(), {kernel, &kernel->symbols}, s.lab->title());
  s.lab->boot();
  s.views->mark_stop();
  s.caption = s.title + ": ready for the script";
  return {};
}

Result<void> DebugSession::open_recording(const std::string& path) {
  auto stage = ReplayStage::open(path);
  if (!stage) return tl::unexpected(stage.error());
  auto& s = *impl_;
  s.give_up();
  s.replay = std::move(*stage);
  auto& machine = s.replay->machine();
  // Views outlive the machine, and it alone holds the image.
  s.show(machine, std::make_shared<const Symbols>(machine.image().symbols),
         s.replay->title() + " (recording)");
  return {};
}

Result<void> DebugSession::open(const std::string& what, const MachineConfig& config) {
  switch (file_kind(what)) {
    case FileKind::Lab: return open_lab({what});
    case FileKind::Recording: return open_recording(what);
    case FileKind::Image: break;
  }
  return open_image(what, config);
}

void DebugSession::step_core(CoreId core) {
  auto& s = *impl_;
  if (!s.machine || core >= s.machine->config().cores) return;
  s.views->mark_stop();
  s.put_in_by_hand();
  const auto first_event = s.machine->log().size();
  const auto applied = s.machine->apply(decisions::Run{core, 1});
  if (applied.ended != Ended::CannotRun) s.ended = applied.ended;
  if (applied.steps == 0) {
    s.caption = fmt::format("core {} cannot run: {}", core, why_not(*s.machine, core));
    return;
  }
  s.caption = fmt::format("core {} is at {}", core,
                          s.symbols->describe(s.machine->registers(core).eip));
  s.tell(first_event);
}

void DebugSession::step_all() {
  auto& s = *impl_;
  if (!s.machine) return;
  s.views->mark_stop();
  s.put_in_by_hand();
  const auto first_event = s.machine->log().size();
  bool any = false;
  for (unsigned number = 0; number < s.machine->config().cores; ++number) {
    const auto core = static_cast<CoreId>(number);
    if (!s.machine->can_run(core)) continue;
    s.ended = s.machine->apply(decisions::Run{core, 1}).ended;
    any = true;
  }
  s.caption = any ? "every core that can run took one step" : "no core can run";
  s.tell(first_event);
}

bool DebugSession::run_slice(Step steps) {
  auto& s = *impl_;
  if (!s.machine) return false;
  s.views->mark_stop();
  s.put_in_by_hand();
  constexpr Step kPortion = 5'000;
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(1);
  const auto first_event = s.machine->log().size();
  for (Step done = 0; done < steps;) {
    const auto applied =
        s.machine->apply(decisions::RunRound{s.next, kQuantum, std::min(kPortion, steps - done)});
    s.note(applied);
    done += applied.steps;
    const bool goes_on = applied.ended == Ended::Done || applied.ended == Ended::Asked;
    if (!goes_on || applied.steps == 0) break;
    if (std::chrono::steady_clock::now() >= deadline) break;
  }
  s.tell(first_event);
  return s.ended == Ended::Done || s.ended == Ended::Asked;
}

bool DebugSession::Impl::play(Step most, bool one_line) {
  return lab ? lab->play(most, one_line) : replay->play(most);
}

Played DebugSession::play_slice(Step steps, bool one_line) {
  auto& s = *impl_;
  if (!s.lab && !s.replay) return Played::Over;
  s.views->mark_stop();
  constexpr Step kPortion = 20'000;
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(1);
  const auto first_event = s.machine->log().size();
  const auto lines_before = s.lab ? s.lab->reached() : 0;
  const auto new_line = [&] { return s.lab && s.lab->reached() > lines_before; };
  const Step begin = s.machine->step();
  bool more = true;
  while (more && !(one_line && new_line())) {
    more = s.play(std::min(kPortion, steps - (s.machine->step() - begin)), one_line);
    if (s.machine->step() - begin >= steps) break;
    if (std::chrono::steady_clock::now() >= deadline) break;
  }
  s.ended = how_it_ended(*s.machine);
  s.tell(first_event);
  if (new_line()) s.caption = s.lab->last_reached();
  if (!more) return Played::Over;
  return one_line && new_line() ? Played::Line : Played::Going;
}

void DebugSession::inject(const Decision& input) {
  auto& s = *impl_;
  if (!s.machine) return;
  s.put_in_by_hand();
  const auto first_event = s.machine->log().size();
  const auto applied = s.machine->apply(input);
  if (applied.ended != Ended::CannotRun) s.ended = applied.ended;
  s.tell(first_event);
}

void DebugSession::select_core(CoreId core) {
  if (impl_->machine && core < impl_->machine->config().cores) impl_->selected = core;
}

void DebugSession::set_drive(Drive drive) { impl_->drive = drive; }

std::shared_ptr<const MachineView> DebugSession::view() {
  auto& s = *impl_;
  if (!s.machine) return std::make_shared<MachineView>();
  auto view = s.views->build(s.selected);
  view->title = s.title;
  view->caption = s.caption;
  view->run_state = s.run_state();
  view->drive = s.drive;
  if (s.lab) {
    view->lab = s.lab->view();
    view->captions = s.lab->captions();
  }
  if (s.replay) view->replay = s.replay->view();
  return view;
}

bool DebugSession::has_machine() const { return impl_->machine != nullptr; }
Machine& DebugSession::machine() { return *impl_->machine; }
std::shared_ptr<const Timeline> DebugSession::timeline() {
  return impl_->views ? impl_->views->timeline() : nullptr;
}

}  // namespace vectorscope
