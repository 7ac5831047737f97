// SPDX-License-Identifier: GPL-2.0-or-later
// The cores get on: it never happens that all of them wait, each many times over,
// while none of them finishes anything. Whether a busy system could still get out
// of such a state is then searched: a core that runs alone and comes back to the
// very same state, having changed nothing that others see, does so however its
// instructions are mixed with theirs. If that is so of every core that wants to go
// on, no schedule gets out; if one gets something done, alone or by turns, there is a way.
#pragma once
#include <array>
#include <bitset>
#include <optional>
#include <vector>

#include "emu/check/answers.hpp"
#include "emu/check/checker.hpp"

namespace vectorscope {

class GetsOn : public Checker {
 public:
  struct Names {
    std::vector<LinearAddress> progress;  ///< a return from one is progress
    LinearAddress finished = 0;           ///< who calls it wants nothing more
    std::vector<LinearAddress> handler;   ///< whatever enters it must come out again
    BusyAnswers busy;                     ///< a vain try
    std::bitset<kMaxCores> cores;         ///< those that take part
    std::uint64_t patience = 1000;        ///< vain tries of each core without progress of any
  };
  explicit GetsOn(Names names) : names_(std::move(names)) {}

  void on(const Event& event) override;
  void on_idle(Step step) override;
  [[nodiscard]] std::optional<AloneQuestion> question() const override;
  void answer(const std::vector<Alone>& answers) override { answers_ = answers; }
  [[nodiscard]] Verdict verdict() const override;
  [[nodiscard]] bool violated() const override { return stuck_ && !way_out(); }
  [[nodiscard]] bool settled() const override { return stuck_.has_value(); }

 private:
  struct Stuck {
    Step step;
    bool asleep;
  };

  [[nodiscard]] bool is_handler(LinearAddress address) const;

  void tried(const Event& event);
  [[nodiscard]] const Alone* way_out() const;
  [[nodiscard]] bool no_way_out() const;
  [[nodiscard]] std::string search_text() const;
  [[nodiscard]] std::bitset<kMaxCores> wanting() const {
    return names_.cores & ~finished_ & ~stopped_;
  }

  Names names_;
  std::bitset<kMaxCores> finished_, stopped_;
  std::array<std::uint64_t, kMaxCores> vain_{};  ///< tries since the last progress
  std::optional<Stuck> stuck_;
  std::vector<Alone> answers_;
  Step last_progress_ = 0;
  std::uint64_t progress_ = 0, tries_ = 0, inside_handler_ = 0;
};

}  // namespace vectorscope
