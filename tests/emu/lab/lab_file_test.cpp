// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/lab/lab_file.hpp"

#include <gmock/gmock.h>

#include "emu/lab/functions.hpp"

namespace vectorscope {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

const std::string kGood = R"(title = "T"
claim = "C"
do = "D"
look = "L"
means = "M"
repair = "R"

[machine]
cores = 3
cmdline = "lab=x"

[[variant]]
name = "published"
switches = "lock=swap"
expected = "violated"

[[variant]]
name = "repaired"
switches = "lock=claim"
expected = "holds"

[script]
lines = """
# only a remark
c0 until enters f   # where it begins

any until done
"""

[random]
lines = "any until done"

[[checker]]
kind = "mutual-exclusion"
work = "f"
busy = ["busy_*"]
)";

std::string with(std::string_view from, std::string_view to) {
  std::string text = kGood;
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(LabFile, ReadsAWholeLab) {
  const auto lab = parse_lab(kGood, "some/where/x-y.toml");
  ASSERT_TRUE(lab) << lab.error().text;
  EXPECT_EQ(lab->name, "x-y");
  EXPECT_EQ(lab->machine.cores, 3u);
  EXPECT_EQ(lab->machine.ipi, IpiModel::Busy);
  EXPECT_EQ(lab->variants.size(), 2u);
  EXPECT_EQ(lab->variant("repaired")->switches, "lock=claim");
  EXPECT_EQ(lab->variant("mutex"), nullptr);
  EXPECT_EQ(lab->expectation(*lab->variant("published")), Outcome::Violated);
  EXPECT_EQ(lab->expectation(*lab->variant("repaired")), Outcome::Holds);
  EXPECT_EQ(lab->random.schedules, 100u);
}

TEST(LabFile, AVariantMayHaveItsOwnBusAndItsOwnIntrRouting) {
  const auto lab = parse_lab(
      with("switches = \"lock=swap\"", "switches = \"\"\nipi = \"nxn\"\nintr = \"any\""), "x.toml");
  ASSERT_TRUE(lab) << lab.error().text;
  EXPECT_EQ(lab->variant("published")->ipi, IpiModel::NxN);
  EXPECT_EQ(lab->variant("published")->intr, IntrRouting::AnyCore);
  EXPECT_EQ(lab->variant("repaired")->ipi, std::nullopt);
  EXPECT_EQ(lab->variant("repaired")->intr, std::nullopt);
}

TEST(LabFile, AVariantMayHaveMoreCoresAndWatchItsOwnLocks) {
  const auto lab = parse_lab(
      with("switches = \"lock=swap\"", "switches = \"\"\ncores = 8\nlocks = \"spins\""), "x.toml");
  ASSERT_TRUE(lab) << lab.error().text;
  EXPECT_EQ(lab->variant("published")->cores, 8u);
  EXPECT_EQ(lab->variant("published")->locks, "spins");
  EXPECT_EQ(lab->variant("repaired")->cores, std::nullopt);
}

TEST(LabFile, NumbersTheLinesOfItsScriptsAsTheFileDoes) {
  const auto lab = parse_lab(kGood, "x.toml");
  ASSERT_TRUE(lab);
  ASSERT_EQ(lab->directed.script.size(), 2u);
  EXPECT_EQ(lab->directed.script[0].text, "c0 until enters f");
  EXPECT_EQ(lab->directed.script[0].line, 25);
  EXPECT_EQ(lab->directed.script[1].line, 27);
  EXPECT_EQ(lab->random.script[0].line, 31);
}

struct Malformed {
  const char* from;
  const char* to;
  const char* begins;
  const char* says;
};

class MalformedLab : public testing::TestWithParam<Malformed> {};

TEST_P(MalformedLab, IsOneLineWithFileAndLine) {
  const auto lab = parse_lab(with(GetParam().from, GetParam().to), "x.toml");
  ASSERT_FALSE(lab);
  EXPECT_THAT(lab.error().text, StartsWith(GetParam().begins));
  EXPECT_THAT(lab.error().text, HasSubstr(GetParam().says));
  EXPECT_THAT(lab.error().text, testing::Not(HasSubstr("\n")));
}

INSTANTIATE_TEST_SUITE_P(
    All, MalformedLab,
    testing::Values(
        Malformed{"title = \"T\"", "title = T", "x.toml:1: ", ""},
        Malformed{"title = \"T\"", "", "x.toml:1: ", "'title' is missing"},
        Malformed{"title", "titel", "x.toml:1: ", "unknown key 'titel'"},
        Malformed{"claim = \"C\"", "claim = 3", "x.toml:2: ", "'claim' must be a text"},
        Malformed{"switches = \"lock=swap\"", "switches = \"\"\ncores = 2",
                  "x.toml:", "from 3 to 16"},
        Malformed{"cores = 3", "cores = 17", "x.toml:9: ", "from 1 to 16"},
        Malformed{"cores = 3", "cores = 0", "x.toml:9: ", "from 1 to 16"},
        Malformed{"cores = 3", "cores = -1", "x.toml:9: ", "from 1 to 16"},
        Malformed{"cores = 3", "cores = \"3\"", "x.toml:9: ", "must be a number"},
        Malformed{"cores = 3", "ipi = \"fast\"", "x.toml:9: ", "'fast' is none of lossy"},
        Malformed{"cores = 3", "intr = \"all\"", "x.toml:9: ", "neither bsp nor any"},
        Malformed{"cores = 3", "memory = \"weak\"", "x.toml:9: ", "'weak' is neither sc nor tso"},
        Malformed{"cores = 3", "cores = 3\ncores = 4", "x.toml:10: ", ""},
        Malformed{"[machine]", "[machines]", "x.toml:8: ", "unknown key 'machines'"},
        Malformed{"\"repaired\"", "\"published\"", "x.toml:18: ", "there twice"},
        Malformed{"\"holds\"", "\"maybe\"", "x.toml:20: ", "neither holds nor violated"},
        Malformed{"[script]", "[script]\npolicy = \"fair\"", "x.toml:23: ", "'fair'"},
        Malformed{"[script]", "[script]\nbudget = 0", "x.toml:23: ", "from 1 to"},
        Malformed{"c0 until enters f", "c0 untill enters f", "x.toml:25: ", "'untill'"},
        Malformed{"c0 until enters f", "c3 until enters f", "x.toml:25: ", "no core 3"},
        Malformed{"\"any until done\"", "\"any til done\"", "x.toml:31: ", "'til'"},
        Malformed{"\"any until done\"", "\"\"", "x.toml:31: ", "no lines"},
        Malformed{"mutual-exclusion", "exclusion", "x.toml:34: ", "'exclusion' is none of"},
        Malformed{"work = \"f\"", "", "x.toml:33: ", "'work' is missing"},
        Malformed{"[\"busy_*\"]", "7", "x.toml:36: ", "a list of texts"},
        Malformed{"[\"busy_*\"]", "[]\npatience = 3", "x.toml:37: ", "unknown key 'patience'"},
        Malformed{"[\"busy_*\"]", "[3]", "x.toml:36: ", "texts only"},
        Malformed{"[[checker]]", "[checker]", "x.toml:33: ", "[[checker]]"}));

TEST(LabFile, KnowsTheLabsOfTheProgram) {
  std::vector<std::string_view> names;
  for (const auto& lab : bundled_labs()) names.push_back(lab.name);
  EXPECT_THAT(names, testing::IsSupersetOf({"dead-holder", "twin-swap"}));
  for (const auto name : names) {
    const auto lab = load_lab(std::string(name));
    ASSERT_TRUE(lab) << lab.error().text;
    EXPECT_EQ(lab->name, name);
  }
}

TEST(LabFile, ReadsAFileByPath) {
  const auto lab = load_lab(SOURCE_DIR "/assets/labs/twin-swap.toml");
  ASSERT_TRUE(lab) << lab.error().text;
  EXPECT_EQ(lab->title, "Twin swap");
}

TEST(LabFile, SaysWhichLabsThereAre) {
  const auto lab = load_lab("twinswap");
  ASSERT_FALSE(lab);
  EXPECT_THAT(lab.error().text, HasSubstr("twinswap: no such lab"));
  EXPECT_THAT(lab.error().text, HasSubstr("dead-holder"));
}

TEST(Functions, FindsNamesAndBeginnings) {
  const auto lab = parse_lab(kGood, "x.toml");
  ASSERT_TRUE(lab);
  const Symbols symbols({{0x10, 4, true, "f"},
                         {0x20, 4, true, "busy_0"},
                         {0x30, 4, true, "busy_1"},
                         {0x40, 4, false, "busy_of"},
                         {0x50, 4, true, "lab_done"},
                         {0x60, 4, true, "ff"}});
  const auto functions = Functions::of(*lab, symbols);
  ASSERT_TRUE(functions) << functions.error().text;
  EXPECT_THAT(functions->named("f"), testing::ElementsAre(0x10u));
  EXPECT_THAT(functions->named("busy_*"), testing::ElementsAre(0x20u, 0x30u));
  EXPECT_THAT(functions->all(), testing::ElementsAre(0x10u, 0x20u, 0x30u, 0x50u));
}

TEST(Functions, SaysWhichNameTheKernelDoesNotHave) {
  const auto lab = parse_lab(kGood, "x.toml");
  ASSERT_TRUE(lab);
  const auto functions =
      Functions::of(*lab, Symbols({{0x10, 4, false, "f"}, {0x50, 4, true, "lab_done"}}));
  ASSERT_FALSE(functions);
  EXPECT_THAT(functions.error().text, HasSubstr("no function 'busy_*'"));
}

}  // namespace
}  // namespace vectorscope
