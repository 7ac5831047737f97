// SPDX-License-Identifier: GPL-2.0-or-later
// A core never halts while work is queued and no IRQ is on its way to bring it back.
#pragma once
#include <optional>
#include <vector>

#include "emu/check/checker.hpp"

namespace vectorscope {

class NeverHaltsWithWork : public Checker {
 public:
  struct Names {
    std::vector<LinearAddress> queued;  ///< called for each piece of work that an interrupt leaves
    std::vector<LinearAddress> done;    ///< called as each is carried out
    unsigned line = 1;                  ///< the IRQ that brings work; others may be masked
    Vector vector = 0x21;               ///< where it is taken
  };
  explicit NeverHaltsWithWork(Names names) : names_(std::move(names)) {}

  void on(const Event& event) override;
  [[nodiscard]] Verdict verdict() const override;
  [[nodiscard]] bool violated() const override { return halted_.has_value(); }
  [[nodiscard]] bool settled() const override { return violated(); }

 private:
  struct Halted {
    Step step;
    CoreId core;
    std::uint64_t waiting;
  };

  Names names_;
  std::uint64_t queued_ = 0, done_ = 0, halts_ = 0;
  bool on_its_way_ = false;  ///< the IRQ rose and was not acknowledged yet
  std::optional<Halted> halted_;
};

}  // namespace vectorscope
