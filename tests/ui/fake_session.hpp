// SPDX-License-Identifier: GPL-2.0-or-later
// A session over the invented machine, and what the tests ask about it.
#pragma once
#include <atomic>
#include <fstream>
#include <optional>

#include "tests/ui/invented_machine.hpp"
#include "ui/bridge/session_port.hpp"

namespace vectorscope {

/// Shared with the test: read and written on both threads.
struct FakeLog {
  std::atomic<int> slices{0}, views{0}, keys{0}, last_scancode{-1};
  std::atomic<bool> alive{false}, sleep_on_run{false};
  unsigned cores = 4;
};

class FakeSession final : public SessionPort {
 public:
  explicit FakeSession(FakeLog& log) : log_(log) { log_.alive = true; }
  ~FakeSession() override { log_.alive = false; }

  Result<void> open_demo(const MachineConfig&) override {
    MachineConfig config;
    config.cores = log_.cores;
    start("demo", config);
    while (!machine_->swapped()) machine_->next();
    return {};
  }
  Result<void> open(const std::string& path, const MachineConfig& config) override {
    std::ifstream file(path, std::ios::binary);
    char magic[4] = {};
    if (!file.read(magic, 4)) return fail(path + ": cannot be read; check that it is there");
    if (std::string(magic, 4) != "\x7f" "ELF") return fail(path + ": neither ELF nor Multiboot; open a kernel image");
    start(path.substr(path.rfind('/') + 1), config);
    return {};
  }
  void step_core(CoreId core) override {
    if (!machine_) return;
    const Step before = machine_->step();
    machine_->say("core " + std::to_string(core) + " executed one instruction");
    machine_->run(core);
    if (machine_->step() == before) machine_->say("core " + std::to_string(core) + " cannot run: it is dead");
  }
  void step_all() override {
    if (!machine_) return;
    machine_->say("every core executed one instruction");
    for (CoreId core = 0; core < machine_->cores(); ++core) machine_->run(core);
  }
  Result<void> open_lab(const LabChoice& choice) override {
    return fail(choice.lab + ": there are no labs for an invented machine");
  }
  Played play_slice(Step, bool) override { return Played::Over; }
  bool run_slice(Step steps) override {
    ++log_.slices;
    if (!machine_) return false;
    if (log_.sleep_on_run) { machine_->asleep = true; log_.sleep_on_run = false; }
    for (Step done = 0; done < std::min<Step>(steps, 1000) && machine_->any_can_run(); ++done) machine_->next();
    return machine_->any_can_run();
  }
  void inject(const Decision& input) override {
    if (!machine_) return;
    if (const auto* one = std::get_if<decisions::Kill>(&input)) machine_->kill(one->core);
    if (const auto* one = std::get_if<decisions::Freeze>(&input)) machine_->freeze(one->core, true);
    if (const auto* one = std::get_if<decisions::Thaw>(&input)) machine_->freeze(one->core, false);
    if (const auto* one = std::get_if<decisions::RunRound>(&input))
      for (Step done = 0; done < one->steps; ++done) machine_->next();
    if (const auto* one = std::get_if<decisions::Key>(&input)) {
      ++log_.keys;
      log_.last_scancode = one->scancode;
      machine_->key(one->scancode);
    }
  }
  void select_core(CoreId core) override { selected_ = core; }
  void set_drive(Drive drive) override { running_ = drive != Drive::Nobody; }
  std::shared_ptr<const MachineView> view() override {
    ++log_.views;
    auto view = std::make_shared<MachineView>();
    view->serial = ++serial_;
    view->selected = selected_;
    if (!machine_) return view;
    view->title = title_;
    machine_->fill(*view, selected_);
    view->run_state = machine_->all_dead() ? RunState::Over
                      : machine_->asleep   ? RunState::Idle
                      : running_           ? RunState::Running
                                           : RunState::Paused;
    return view;
  }
  std::shared_ptr<const Timeline> timeline() override { return machine_ ? machine_->timeline() : nullptr; }

 private:
  void start(const std::string& title, const MachineConfig& config) {
    machine_.emplace(config);
    title_ = title;
    selected_ = 0;
    running_ = false;
  }

  FakeLog& log_;
  std::optional<invented::Machine> machine_;
  std::string title_;
  CoreId selected_ = 0;
  bool running_ = false;
  std::uint64_t serial_ = 0;
};

inline SessionFactory fake_sessions(FakeLog& log) {
  return [&log] { return std::make_unique<FakeSession>(log); };
}

}  // namespace vectorscope
