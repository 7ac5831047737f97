// SPDX-License-Identifier: GPL-2.0-or-later
// A lab that says "holds" of the repaired kernel must be able to say something
// else: every mistake that a repair can have is seen by at least one lab. Tried
// are the variants that hold, first the one that the mutant's file names, then all
// others.
#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <regex>

#include <fmt/format.h>

#include "emu/lab/lab_file.hpp"
#include "emu/lab/lab_run.hpp"
#include "emu/load/bundled.hpp"

namespace vectorscope {
namespace {

// Of the lab that a mutant names, first the script alone: more only if they see nothing.
constexpr std::array kSchedules = {0u, 2u, 10u};
constexpr unsigned kSchedulesOfAll = 1;  // of every other
constexpr unsigned kLeast = 20;          // mutants

struct Try {
  Lab lab;
  Variant variant;
};

struct Mutant {
  std::string name, mistake, lab, variant;
  std::optional<MemoryModel> memory;  ///< in place of the lab's
};

void PrintTo(const Mutant& mutant, std::ostream* out) {
  *out << mutant.mistake;
}

Mutant read_mutant(const std::filesystem::path& path) {
  std::ifstream file(path);
  Mutant mutant;
  mutant.name = path.stem().string();
  for (std::string line; std::getline(file, line) && line != "<<<<";) {
    std::smatch found;
    if (std::regex_match(line, found, std::regex("lab: (\\S+) (\\S+)"))) {
      mutant.lab = found[1];
      mutant.variant = found[2];
    } else if (line == "memory: tso") {
      mutant.memory = MemoryModel::Tso;
    } else if (!line.starts_with("#") && !line.starts_with("file: ")) {
      mutant.mistake = line;
    }
  }
  return mutant;
}

std::vector<Mutant> every_mutant() {
  std::vector<Mutant> mutants;
  for (const auto& entry : std::filesystem::directory_iterator(MUTANTS)) {
    if (entry.path().extension() == ".mutant") mutants.push_back(read_mutant(entry.path()));
  }
  std::sort(mutants.begin(), mutants.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  return mutants;
}

std::shared_ptr<const Image> kernel_of(const Mutant& mutant) {
  auto image = load_image(fmt::format("{}/{}.elf", MUTANT_KERNELS, mutant.name), 64u << 20);
  EXPECT_TRUE(image) << image.error().text;
  return image ? std::make_shared<const Image>(std::move(*image)) : nullptr;
}

Try named_by(const Mutant& mutant) {
  auto lab = load_lab(mutant.lab);
  EXPECT_TRUE(lab) << lab.error().text;
  const auto* variant = lab->variant(mutant.variant);
  EXPECT_TRUE(variant) << mutant.lab << " has no variant " << mutant.variant;
  EXPECT_EQ(lab->expectation(*variant), Outcome::Holds);
  Variant chosen = *variant;
  if (mutant.memory) chosen.memory = mutant.memory;
  return {std::move(*lab), std::move(chosen)};
}

std::vector<Try> all_that_hold() {
  std::vector<Try> tries;
  for (const auto& bundled : bundled_labs()) {
    const auto lab = parse_lab(bundled.text, std::string(bundled.name));
    EXPECT_TRUE(lab) << lab.error().text;
    for (const auto& variant : lab->variants) {
      if (lab->expectation(variant) == Outcome::Holds) tries.push_back({*lab, variant});
    }
  }
  return tries;
}

/// What was first seen that should not be, in words; empty if all was as it should be.
std::string mistake_seen(const Try& one, const std::shared_ptr<const Image>& kernel,
                         unsigned schedules) {
  LabRunOptions options;
  options.schedules = schedules;
  const auto result = run_variant(one.lab, one.variant, kernel, options);
  const auto where = fmt::format("{} {}", one.lab.name, one.variant.name);
  if (!result) return fmt::format("{}: {}", where, result.error().text);
  if (result->outcome == Outcome::Holds) return "";
  const auto other = std::find_if(result->random.begin(), result->random.end(),
                                  [](const auto& run) { return run.outcome != Outcome::Holds; });
  const auto& run = result->directed.outcome != Outcome::Holds ? result->directed : *other;
  std::string text = fmt::format("{} is {}, {}", where, outcome_word(run.outcome), run.schedule);
  if (!run.missed.empty()) text += "; " + run.missed;
  for (const auto& verdict : run.verdicts) {
    if (verdict.outcome != Outcome::Holds) text += "; " + verdict.sentence;
  }
  return text;
}

class EveryMutant : public testing::TestWithParam<Mutant> {};
INSTANTIATE_TEST_SUITE_P(Kernel, EveryMutant, testing::ValuesIn(every_mutant()),
                         [](const auto& one) {
                           return std::regex_replace(one.param.name, std::regex("-"), "_");
                         });

/// The first lab that sees the mistake: not as it should be with it, and in the same runs as it
/// should be without it.
std::string seen_by(const Try& one, const std::shared_ptr<const Image>& mutated,
                    unsigned schedules) {
  static const auto repaired = std::make_shared<const Image>(std::move(*bundled_kernel()));
  auto seen = mistake_seen(one, mutated, schedules);
  if (seen.empty()) return "";
  EXPECT_EQ(mistake_seen(one, repaired, schedules), "") << "without the mistake";
  return seen;
}

TEST_P(EveryMutant, IsCaughtByALabThatHoldsWithoutTheMistake) {
  const auto& mutant = GetParam();
  const auto kernel = kernel_of(mutant);
  ASSERT_TRUE(kernel);
  const auto named = named_by(mutant);
  std::string seen;
  for (const unsigned schedules : kSchedules) {
    if (seen.empty()) seen = seen_by(named, kernel, schedules);
  }
  for (const auto& other : all_that_hold()) {
    if (!seen.empty()) break;
    seen = seen_by(other, kernel, kSchedulesOfAll);
  }
  EXPECT_FALSE(seen.empty()) << "no lab sees: " << mutant.mistake;
  fmt::print("{}: {}\n", mutant.name, seen);
}

TEST(Mutants, AreEnough) {
  EXPECT_GE(every_mutant().size(), kLeast);
}

}  // namespace
}  // namespace vectorscope
