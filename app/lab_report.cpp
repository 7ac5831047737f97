// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/lab_report.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace vectorscope {
namespace {

constexpr std::array kOutcomes = {Outcome::Holds, Outcome::Violated, Outcome::NotExercised};

std::string premises_text(const std::vector<Premise>& premises) {
  std::vector<std::string> parts;
  for (const auto& premise : premises) {
    parts.push_back(fmt::format("{} {}", premise.name, premise.count));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string one_line(const std::string& text) {
  std::string line;
  for (const char c : text) {
    if (c != '\n')
      line += c;
    else if (!line.empty() && line.back() != ' ')
      line += ' ';
  }
  return line;
}

std::string run_text(const Lab& lab, const RunResult& run) {
  std::string text =
      fmt::format("  {}: {}, {} steps\n", run.schedule, outcome_word(run.outcome), run.steps);
  for (std::size_t i = 0; i < run.verdicts.size(); ++i) {
    const auto& verdict = run.verdicts[i];
    text += fmt::format("    {} {}: {}\n      {}\n", lab.checkers[i].kind,
                        outcome_word(verdict.outcome), verdict.sentence,
                        premises_text(verdict.premises));
  }
  if (!run.missed.empty()) text += fmt::format("    {}\n", run.missed);
  return text;
}

/// The first random run that did not hold says more than its number.
std::string random_text(const Lab& lab, const VariantResult& result) {
  if (result.random.empty()) return "";
  std::vector<std::string> counts;
  for (const auto outcome : kOutcomes) {
    const auto count = std::count_if(result.random.begin(), result.random.end(),
                                     [&](const auto& run) { return run.outcome == outcome; });
    if (count > 0) counts.push_back(fmt::format("{} {}", count, outcome_word(outcome)));
  }
  std::string text =
      fmt::format("  {} random schedules: {}\n", result.random.size(), fmt::join(counts, ", "));
  const auto other = std::find_if(result.random.begin(), result.random.end(),
                                  [](const auto& run) { return run.outcome != Outcome::Holds; });
  return other == result.random.end() ? text : text + run_text(lab, *other);
}

/// The schedule that shows a violation, with the hash of the state that its recording comes to
/// again; else how many showed none.
std::string shown_by(const VariantResult& result) {
  if (result.outcome == Outcome::Holds)
    return fmt::format("in all {} schedules", result.random.size() + 1);
  return fmt::format("{} {:016x}", result.shown.schedule, result.shown.hash);
}

nlohmann::ordered_json run_json(const Lab& lab, const RunResult& run) {
  nlohmann::ordered_json checkers = nlohmann::ordered_json::array();
  for (std::size_t i = 0; i < run.verdicts.size(); ++i) {
    const auto& verdict = run.verdicts[i];
    nlohmann::ordered_json premises;
    for (const auto& premise : verdict.premises) premises[premise.name] = premise.count;
    checkers.push_back({{"checker", lab.checkers[i].kind},
                        {"verdict", outcome_word(verdict.outcome)},
                        {"step", verdict.step},
                        {"sentence", verdict.sentence},
                        {"premises", premises}});
  }
  return {{"schedule", run.schedule},
          {"verdict", outcome_word(run.outcome)},
          {"steps", run.steps},
          {"missed", run.missed},
          {"hash", fmt::format("{:016x}", run.hash)},
          {"checkers", checkers}};
}

}  // namespace

bool is_as_expected(const Lab& lab, const VariantResult& result) {
  const auto* variant = lab.variant(result.variant);
  return variant && lab.expectation(*variant) == result.outcome;
}

std::string report_text(const Lab& lab, const VariantResult& result) {
  const bool fine = is_as_expected(lab, result);
  return fmt::format("{}, {}: {}{}\n{}{}", result.lab, result.variant, outcome_word(result.outcome),
                     fine ? ", as the lab expects" : ", NOT as the lab expects",
                     run_text(lab, result.directed), random_text(lab, result));
}

std::string table_text(const Lab& lab, const std::vector<VariantResult>& results) {
  std::string text = fmt::format("{}: {}\n", lab.name, one_line(lab.claim));
  for (const auto& result : results) {
    std::vector<std::string> premises;
    for (const auto& verdict : result.directed.verdicts) {
      premises.push_back(premises_text(verdict.premises));
    }
    text += fmt::format("  {:<18} {:<14} {:<13} {:<26} {}\n", result.variant,
                        outcome_word(result.outcome),
                        is_as_expected(lab, result) ? "as expected" : "NOT EXPECTED",
                        shown_by(result), fmt::join(premises, "; "));
  }
  return text;
}

nlohmann::ordered_json report_json(const Lab& lab, const VariantResult& result) {
  nlohmann::ordered_json random = nlohmann::ordered_json::array();
  for (const auto& run : result.random) random.push_back(run_json(lab, run));
  return {{"lab", result.lab},
          {"variant", result.variant},
          {"verdict", outcome_word(result.outcome)},
          {"as_expected", is_as_expected(lab, result)},
          {"directed", run_json(lab, result.directed)},
          {"random", random},
          {"shown", result.shown.schedule},
          {"hash", fmt::format("{:016x}", result.shown.hash)}};
}

}  // namespace vectorscope
