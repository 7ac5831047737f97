// SPDX-License-Identifier: GPL-2.0-or-later
// Every message between cores whose sending was reported good is received once,
// by the core that it was for; and nobody takes a live core for dead.
//
// What is judged is what the kernel's functions were given and answered, not
// what the bus did: a bus may refuse as often as it likes if the sender is told.
// A message names its target in bits 24 to 27; 15 stands for any core.
#pragma once
#include <array>
#include <bitset>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "emu/check/checker.hpp"

namespace vectorscope {

class IpiOnce : public Checker {
 public:
  struct Names {
    LinearAddress attempt = 0;   ///< (message): returns 1 if it went well, 0 if it was refused
    LinearAddress received = 0;  ///< (message): called by the core that got it
    LinearAddress suspect = 0;   ///< (core): called when a core is given up as dead
    LinearAddress quiet = 0;     ///< every live core enters it when all is over
    unsigned cores = 0;
  };
  explicit IpiOnce(Names names) : names_(names) {}

  void on(const Event& event) override;
  [[nodiscard]] Verdict verdict() const override;
  [[nodiscard]] bool violated() const override { return wrong_.has_value(); }
  [[nodiscard]] bool settled() const override { return violated(); }

 private:
  struct Message {
    Step sent = 0;
    CoreId by = kNoCore;
    bool good = false;
    unsigned received = 0;
  };
  struct Wrong {
    Step step;
    std::string sentence;
  };

  void enter(const Event& event, const events::FunctionEnter& call);
  void leave(const Event& event, const events::FunctionExit& answer);
  void received(const Event& event, std::uint32_t text);
  void suspected(const Event& event, std::uint32_t core);
  void wrong(Step step, std::string sentence);
  [[nodiscard]] bool is_quiet() const;
  [[nodiscard]] const std::pair<const std::uint32_t, Message>* lost() const;

  Names names_;
  std::map<std::uint32_t, Message> messages_;  ///< by their text, which is unique
  std::array<std::vector<std::uint32_t>, kMaxCores> attempting_;  ///< an ISR may send in between
  std::array<unsigned, kMaxCores> under_way_{};  ///< on the bus, and not acknowledged
  std::bitset<kMaxCores> stopped_, quiet_;
  std::optional<Wrong> wrong_;  ///< the first
  std::uint64_t good_ = 0, refused_ = 0, received_ = 0, met_ = 0;
};

}  // namespace vectorscope
