// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/session/debug_session.hpp"

#include <fmt/format.h>

#include <chrono>

#include "emu/load/bundled.hpp"
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

}  // namespace

struct DebugSession::Impl {
  std::shared_ptr<const Image> image;
  std::unique_ptr<Machine> machine;
  std::unique_ptr<ViewBuilder> views;
  std::string title;
  std::string caption;
  CoreId selected = 0;
  CoreId next = 0;       // whose turn it is in a free run
  bool running = false;
  Ended ended = Ended::Done;

  Result<void> open(Image loaded, const MachineConfig& config, std::string name);
  Result<void> open_bundled(const MachineConfig& config);
  void note(const Applied& applied);
  void tell(std::size_t first_event);
  [[nodiscard]] RunState run_state() const;
};

// Everything is made before anything that was open is given up.
Result<void> DebugSession::Impl::open(Image loaded, const MachineConfig& config, std::string name) {
  auto shared = std::make_shared<const Image>(std::move(loaded));
  auto made = Machine::create(config, shared);
  if (!made) return tl::unexpected(made.error());
  views.reset();
  machine = std::move(*made);
  image = std::move(shared);
  machine->watch_functions(functions_to_watch(image->symbols));
  views = std::make_unique<ViewBuilder>(
      *machine, std::shared_ptr<const Symbols>(image, &image->symbols));
  title = std::move(name);
  caption = fmt::format("{} is loaded; core 0 begins at {}", title,
                        image->symbols.describe(image->entry));
  selected = next = 0;
  ended = Ended::Done;
  running = false;
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
    caption = in_words(event, image->symbols);
    return;
  }
}

RunState DebugSession::Impl::run_state() const {
  if (!machine) return RunState::NoImage;
  if (ended == Ended::Over || ended == Ended::GuestExited) return RunState::Over;
  if (ended == Ended::Idle) return RunState::Idle;
  return running ? RunState::Running : RunState::Paused;
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

void DebugSession::step_core(CoreId core) {
  auto& s = *impl_;
  if (!s.machine || core >= s.machine->config().cores) return;
  s.views->mark_stop();
  const auto first_event = s.machine->log().size();
  const auto applied = s.machine->apply(decisions::Run{core, 1});
  if (applied.ended != Ended::CannotRun) s.ended = applied.ended;
  if (applied.steps == 0) {
    s.caption = fmt::format("core {} cannot run: {}", core, why_not(*s.machine, core));
    return;
  }
  s.caption = fmt::format("core {} is at {}", core,
                          s.image->symbols.describe(s.machine->registers(core).eip));
  s.tell(first_event);
}

void DebugSession::step_all() {
  auto& s = *impl_;
  if (!s.machine) return;
  s.views->mark_stop();
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
  constexpr Step kPortion = 5'000;
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(1);
  const auto first_event = s.machine->log().size();
  for (Step done = 0; done < steps;) {
    const auto applied =
        s.machine->apply(decisions::RunRound{s.next, kQuantum, std::min(kPortion, steps - done)});
    s.note(applied);
    done += applied.steps;
    if (applied.ended != Ended::Done || applied.steps == 0) break;
    if (std::chrono::steady_clock::now() >= deadline) break;
  }
  s.tell(first_event);
  return s.ended == Ended::Done;
}

void DebugSession::inject(const Decision& input) {
  auto& s = *impl_;
  if (!s.machine) return;
  const auto first_event = s.machine->log().size();
  const auto applied = s.machine->apply(input);
  if (applied.ended != Ended::CannotRun) s.ended = applied.ended;
  s.tell(first_event);
}

void DebugSession::select_core(CoreId core) {
  if (impl_->machine && core < impl_->machine->config().cores) impl_->selected = core;
}

void DebugSession::set_running(bool running) { impl_->running = running; }

std::shared_ptr<const MachineView> DebugSession::view() {
  auto& s = *impl_;
  if (!s.machine) return std::make_shared<MachineView>();
  auto view = s.views->build(s.selected);
  view->title = s.title;
  view->caption = s.caption;
  view->run_state = s.run_state();
  return view;
}

bool DebugSession::has_machine() const { return impl_->machine != nullptr; }
Machine& DebugSession::machine() { return *impl_->machine; }
std::shared_ptr<const Timeline> DebugSession::timeline() {
  return impl_->views ? impl_->views->timeline() : nullptr;
}

}  // namespace vectorscope
