// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/bridge/debug_session_port.hpp"

#include "emu/session/debug_session.hpp"

namespace vectorscope {
namespace {

class DebugSessionPort final : public SessionPort {
 public:
  Result<void> open_demo(const MachineConfig& config) override {
    return session_.open_demo(config);
  }
  Result<void> open(const std::string& what, const MachineConfig& config) override {
    return session_.open(what, config);
  }
  Result<void> open_lab(const LabChoice& choice) override { return session_.open_lab(choice); }
  void step_core(CoreId core) override { session_.step_core(core); }
  void step_all() override { session_.step_all(); }
  bool run_slice(Step steps) override { return session_.run_slice(steps); }
  Played play_slice(Step steps, bool one_line) override {
    return session_.play_slice(steps, one_line);
  }
  void inject(const Decision& input) override { session_.inject(input); }
  void select_core(CoreId core) override { session_.select_core(core); }
  void set_drive(Drive drive) override { session_.set_drive(drive); }
  std::shared_ptr<const MachineView> view() override { return session_.view(); }
  std::shared_ptr<const Timeline> timeline() override {
    return session_.has_machine() ? session_.timeline() : nullptr;
  }

 private:
  DebugSession session_;
};

}  // namespace

std::unique_ptr<SessionPort> make_debug_session_port() {
  return std::make_unique<DebugSessionPort>();
}

}  // namespace vectorscope
