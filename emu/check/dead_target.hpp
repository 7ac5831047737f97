// SPDX-License-Identifier: GPL-2.0-or-later
// A core that was killed takes in at most one message of each sender; then the
// sender finds out. It gives that core up within a bounded number of attempts,
// and no living one.
#pragma once
#include <array>
#include <bitset>
#include <optional>
#include <string>
#include <vector>

#include "emu/check/checker.hpp"

namespace vectorscope {

class DeadTarget : public Checker {
 public:
  /// As those of IpiOnce: a message names its target in bits 24 to 27.
  struct Names {
    LinearAddress attempt = 0, suspect = 0, quiet = 0;
    unsigned cores = 0;
    std::uint64_t patience = 2000;  ///< refusals by dead cores before one is given up
  };
  explicit DeadTarget(Names names) : names_(names) {}

  void on(const Event& event) override;
  [[nodiscard]] Verdict verdict() const override;
  [[nodiscard]] bool violated() const override { return wrong_.has_value(); }
  [[nodiscard]] bool settled() const override { return violated(); }

 private:
  struct Attempt {
    std::uint32_t target;
    bool dead;  ///< it was, when the attempt began
  };
  struct Wrong {
    Step step;
    std::string sentence;
  };
  void leave(const Event& event, const events::FunctionExit& answer);
  void to_the_dead(const Event& event, std::uint32_t target, bool good);
  void suspected(const Event& event, std::uint32_t core);
  void wrong(Step step, std::string sentence);
  [[nodiscard]] bool is_quiet() const;

  Names names_;
  std::array<std::vector<Attempt>, kMaxCores> attempting_;
  std::array<std::array<unsigned, kMaxCores>, kMaxCores> taken_in_{};  ///< [dead][sender]
  std::bitset<kMaxCores> killed_, quiet_, given_up_;
  std::optional<Wrong> wrong_;
  std::uint64_t kills_ = 0, good_ = 0, refused_ = 0, suspicions_ = 0;
};

}  // namespace vectorscope
