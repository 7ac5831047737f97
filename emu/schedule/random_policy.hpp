// SPDX-License-Identifier: GPL-2.0-or-later
// A core by chance, for a time by chance.
#pragma once
#include "emu/schedule/policy.hpp"
#include "emu/schedule/split_mix.hpp"

namespace vectorscope {

class RandomPolicy : public Policy {
 public:
  explicit RandomPolicy(std::uint64_t seed) : seed_(seed), chance_(seed) {}
  Decision next(const Moment& moment, Step most) override;
  [[nodiscard]] std::string name() const override;

  static constexpr unsigned kLongestRunLog2 = 10;

 private:
  Step run_length();
  CoreId one_of(CoreSet set);

  std::uint64_t seed_;
  SplitMix chance_;
};

}  // namespace vectorscope
