// SPDX-License-Identifier: GPL-2.0-or-later
// Turns of equal length in the order of the cores' numbers.
#pragma once
#include "emu/schedule/policy.hpp"

namespace vectorscope {

class RoundRobin : public Policy {
 public:
  explicit RoundRobin(std::uint32_t quantum) : quantum_(quantum) {}
  Decision next(const Moment& moment, Step most) override;
  [[nodiscard]] std::string name() const override;

 private:
  std::uint32_t quantum_;
  CoreId first_ = 0;
};

}  // namespace vectorscope
