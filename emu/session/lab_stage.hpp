// SPDX-License-Identifier: GPL-2.0-or-later
// An open lab: its file, the variant that is tried, and the trial itself.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "emu/lab/trial.hpp"
#include "emu/load/image.hpp"
#include "emu/session/lab_view.hpp"

namespace vectorscope {

class LabStage {
 public:
  /// With its machine, on which nothing has run yet. Errors: no such lab or
  /// variant, a file that is malformed, a machine that cannot be made.
  static Result<std::unique_ptr<LabStage>> open(const LabChoice& choice);
  /// Labs watch the bundled kernel.
  [[nodiscard]] const std::shared_ptr<const Image>& kernel() const { return kernel_; }
  [[nodiscard]] Machine& machine() { return *machine_; }
  [[nodiscard]] std::string title() const;  ///< "twin-swap, published"

  /// To the lab's own beginning: every core is where the script wants it first.
  void boot();
  /// As Trial::play; false when the script does not go on.
  bool play(Step most, bool one_line);
  void put_in_by_hand() { by_hand_ = true; }
  /// The last line that was reached, in words; empty before the first.
  [[nodiscard]] std::string last_reached() const;
  [[nodiscard]] std::size_t reached() const { return trial_->script().reached().size(); }

  [[nodiscard]] std::shared_ptr<const LabView> view() const;
  [[nodiscard]] StepCaptions captions() const;

 private:
  LabStage(Lab lab, const std::string& variant);
  Result<void> prepare();
  [[nodiscard]] const Script& script() const;
  [[nodiscard]] std::vector<ScriptLineView> lines() const;

  const Lab lab_;
  const Variant& variant_;
  std::shared_ptr<const LabTexts> texts_;
  std::string opened_, schedule_;
  std::shared_ptr<const Image> kernel_;
  std::unique_ptr<Machine> machine_;
  std::unique_ptr<Trial> trial_;  // before the machine it goes
  bool by_hand_ = false;
};

}  // namespace vectorscope
