// SPDX-License-Identifier: GPL-2.0-or-later
// The one facade that ui/ and app/ use: commands in, immutable views out. It
// belongs to one thread (the worker); nothing in it blocks for more than a slice.
#pragma once
#include <cstdint>
#include <memory>
#include <string>

#include "emu/base/result.hpp"
#include "emu/machine/decision.hpp"
#include "emu/machine/machine.hpp"
#include "emu/session/view.hpp"

namespace vectorscope {

class DebugSession {
 public:
  DebugSession();
  ~DebugSession();
  DebugSession(const DebugSession&) = delete;
  DebugSession& operator=(const DebugSession&) = delete;

  /// The bundled kernel, run until the first swap of a slot.
  Result<void> open_demo(const MachineConfig& config = {});
  /// A kernel image (`builtin`: the demo), with the configuration given, paused at its entry. On an
  /// error the machine that was open stays as it was.
  Result<void> open_image(const std::string& path, const MachineConfig& config);
  /// A lab where it begins: the kernel has started, the script's first line that
  /// means something is next. The lab says what the machine is.
  Result<void> open_lab(const LabChoice& choice);
  /// A recording at its start; it says what the machine is.
  Result<void> open_recording(const std::string& path);
  /// Whatever it is: a kernel image, `builtin`, a recording, a lab's file or name.
  Result<void> open(const std::string& what, const MachineConfig& config);

  /// One instruction of `core`; says in `view().caption` why if it cannot run.
  void step_core(CoreId core);
  /// One instruction of every core that can run, in the order of their numbers.
  void step_all();
  /// One slice of a free run (at most about a millisecond of host time or
  /// `steps`, whichever is less); false when nothing can go on.
  bool run_slice(Step steps);
  /// The same for what the lab's script or the recording does next. With
  /// `one_line` it ends at the next line of the script, if there is one.
  Played play_slice(Step steps, bool one_line = false);
  /// An input: kill, freeze, key, IRQ... Same door as everything else.
  void inject(const Decision& input);

  void select_core(CoreId core);
  /// Announces what is going on (`run_state` and `drive` of the views).
  void set_drive(Drive drive);

  /// A new immutable picture of now.
  [[nodiscard]] std::shared_ptr<const MachineView> view();
  [[nodiscard]] bool has_machine() const;
  [[nodiscard]] Machine& machine();
  /// Everything up to now, for export.
  [[nodiscard]] std::shared_ptr<const Timeline> timeline();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace vectorscope
