// SPDX-License-Identifier: GPL-2.0-or-later
// What the worker needs of a session. The program puts DebugSession behind it,
// the tests an invented machine.
#pragma once
#include <functional>
#include <memory>
#include <string>

#include "emu/base/result.hpp"
#include "emu/machine/decision.hpp"
#include "emu/session/view.hpp"

namespace vectorscope {

class SessionPort {
 public:
  virtual ~SessionPort() = default;
  virtual Result<void> open_demo(const MachineConfig& config) = 0;
  virtual Result<void> open(const std::string& what, const MachineConfig& config) = 0;
  virtual Result<void> open_lab(const LabChoice& choice) = 0;
  virtual void step_core(CoreId core) = 0;
  virtual void step_all() = 0;
  /// At most about a millisecond; false when nothing can go on.
  virtual bool run_slice(Step steps) = 0;
  /// The same for a script or a recording.
  virtual Played play_slice(Step steps, bool one_line) = 0;
  virtual void inject(const Decision& input) = 0;
  virtual void select_core(CoreId core) = 0;
  virtual void set_drive(Drive drive) = 0;
  virtual std::shared_ptr<const MachineView> view() = 0;
  virtual std::shared_ptr<const Timeline> timeline() = 0;
};

/// Called on the worker's thread, so that a session lives and dies there.
using SessionFactory = std::function<std::unique_ptr<SessionPort>()>;

}  // namespace vectorscope
