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
  Result<void> open_image(const std::string& path, const MachineConfig& config) override {
    return session_.open_image(path, config);
  }
  void step_core(CoreId core) override { session_.step_core(core); }
  void step_all() override { session_.step_all(); }
  bool run_slice(Step steps) override { return session_.run_slice(steps); }
  void inject(const Decision& input) override { session_.inject(input); }
  void select_core(CoreId core) override { session_.select_core(core); }
  void set_running(bool running) override { session_.set_running(running); }
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
