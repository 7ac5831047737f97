// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/lab/lab_checkers.hpp"

#include "emu/check/dead_holder_recovers.hpp"
#include "emu/check/distinct_pages.hpp"
#include "emu/check/mutual_exclusion.hpp"

namespace vectorscope {
namespace {

std::unique_ptr<Checker> make_checker(const Lab& lab, const CheckerSpec& spec,
                                      const Functions& functions) {
  const auto one = [&](const std::string& name) {
    return name.empty() ? LinearAddress{0} : functions.named(name).front();
  };
  BusyAnswers busy{functions.named(spec.busy), functions.named(spec.answering)};
  switch (spec.kind) {
    case CheckerSpec::Kind::MutualExclusion:
      return std::make_unique<MutualExclusion>(spec.work, one(spec.work), std::move(busy));
    case CheckerSpec::Kind::DistinctPages:
      return std::make_unique<DistinctPages>(one(spec.work), one(spec.free));
    case CheckerSpec::Kind::DeadHolderRecovers:
      return std::make_unique<DeadHolderRecovers>(
          DeadHolderRecovers::Names{.work = one(spec.work),
                                    .recovered = one(spec.recovered),
                                    .busy = std::move(busy),
                                    .cores = lab.machine.cores,
                                    .patience = spec.patience});
  }
  return nullptr;
}

}  // namespace

Checkers make_checkers(const Lab& lab, const Functions& functions) {
  Checkers checkers;
  for (const auto& spec : lab.checkers) checkers.push_back(make_checker(lab, spec, functions));
  return checkers;
}

}  // namespace vectorscope
