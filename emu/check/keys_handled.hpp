// SPDX-License-Identifier: GPL-2.0-or-later
// Every byte that the person's keys made is handled, once and in order, by the
// time when all is quiet: then none is left in the controller either.
#pragma once
#include <bitset>
#include <optional>
#include <string>
#include <vector>

#include "emu/check/answers.hpp"
#include "emu/check/checker.hpp"

namespace vectorscope {

class KeysHandled : public Checker {
 public:
  struct Names {
    std::vector<LinearAddress> handled;  ///< called with each byte
    std::vector<LinearAddress>
        quiet;         ///< every live core enters one when it has nothing left to do
    BusyAnswers busy;  ///< none: a key behind another that waits is the premise
    unsigned cores = 0;
  };
  explicit KeysHandled(Names names) : names_(std::move(names)) {}

  void on(const Event& event) override;
  void on_idle(Step step) override;
  [[nodiscard]] Verdict verdict() const override;
  [[nodiscard]] bool violated() const override { return wrong_.has_value(); }
  [[nodiscard]] bool settled() const override { return violated(); }

 private:
  struct Wrong {
    Step step;
    std::size_t index;  ///< of the byte among those handled
    std::uint8_t byte;
  };
  [[nodiscard]] std::string sentence_of(const Wrong& wrong) const;
  void pressed(const Event& event, std::uint8_t code);
  void handled(const Event& event, std::uint8_t code);
  [[nodiscard]] bool is_quiet() const;
  [[nodiscard]] std::uint64_t occasions() const;

  Names names_;
  std::vector<std::uint8_t> pressed_, handled_;
  std::bitset<kMaxCores> quiet_, stopped_;
  std::uint64_t busy_ = 0, behind_ = 0;
  Step last_key_ = 0;
  std::optional<Wrong> wrong_;  ///< the first byte that was not the next one pressed
  bool idle_ = false;           ///< nobody can run, and no key came since
};

}  // namespace vectorscope
