// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/lab/script.hpp"

#include <gmock/gmock.h>

namespace vectorscope {
namespace {

using testing::HasSubstr;

Statement parse(std::string_view text) {
  const auto statement = parse_statement(text, 4);
  EXPECT_TRUE(statement) << text << ": " << (statement ? "" : statement.error().text);
  return statement.value_or(Statement{});
}

TEST(Script, ReadsTheSubject) {
  EXPECT_EQ(parse("c3 until done").subject, Statement::Subject::Core);
  EXPECT_EQ(parse("c3 until done").core, 3);
  EXPECT_EQ(parse("all until done").subject, Statement::Subject::All);
  EXPECT_EQ(parse("others until done").subject, Statement::Subject::Others);
  EXPECT_EQ(parse("any until done").subject, Statement::Subject::Any);
}

TEST(Script, ReadsEachCondition) {
  const auto write = parse("c0 until write handles[0x80]").conditions.at(0);
  EXPECT_EQ(write.kind, Condition::Kind::Write);
  EXPECT_EQ(write.slot, 0x80);
  EXPECT_EQ(parse("c0 until write handles[33]").conditions.at(0).slot, 33);
  const auto reads = parse("c0 until reads handles[0x80]").conditions.at(0);
  EXPECT_EQ(reads.kind, Condition::Kind::Reads);
  EXPECT_EQ(reads.slot, 0x80);
  EXPECT_EQ(parse("c0 until sleeps").conditions.at(0).kind, Condition::Kind::Sleeps);
  EXPECT_EQ(parse("any until c1 sleeps").conditions.at(0).core, 1);
  const auto enters = parse("c0 until enters pmm_take_bit").conditions.at(0);
  EXPECT_EQ(enters.kind, Condition::Kind::Enters);
  EXPECT_EQ(enters.who, Condition::Who::Subject);
  EXPECT_EQ(enters.function, "pmm_take_bit");
  EXPECT_EQ(parse("c1 until returns smp_safe_alloc").conditions.at(0).kind,
            Condition::Kind::Returns);
  EXPECT_EQ(parse("others until verdict").conditions.at(0).kind, Condition::Kind::Verdict);
  EXPECT_EQ(parse("any until violated").conditions.at(0).kind, Condition::Kind::Violated);
  EXPECT_EQ(parse("any until done").conditions.at(0).kind, Condition::Kind::Done);
}

TEST(Script, ReadsWhoAConditionIsAbout) {
  const auto other = parse("any until c2 enters f").conditions.at(0);
  EXPECT_EQ(other.who, Condition::Who::Core);
  EXPECT_EQ(other.core, 2);
  EXPECT_EQ(parse("all until every core enters f").conditions.at(0).who, Condition::Who::EveryCore);
  EXPECT_EQ(parse("all until every live core returns f").conditions.at(0).who,
            Condition::Who::EveryLiveCore);
  EXPECT_EQ(parse("any until c1 write handles[1]").conditions.at(0).core, 1);
}

TEST(Script, ReadsKeysVectorsAndTurns) {
  EXPECT_EQ(parse("key 0x1E").kind, Statement::Kind::Key);
  EXPECT_EQ(parse("key 0x1E").scancode, 0x1E);
  EXPECT_THAT(parse_statement("key 0x100", 4).error().text, HasSubstr("a byte of scan code set 1"));
  EXPECT_EQ(parse("c0 until takes 0x21").conditions.at(0).kind, Condition::Kind::Takes);
  EXPECT_EQ(parse("c0 until takes 0x21").conditions.at(0).slot, 0x21);
  EXPECT_THAT(parse_statement("c0 until takes 256", 4).error().text, HasSubstr("no vector"));
  EXPECT_EQ(parse("any until turn").conditions.at(0).kind, Condition::Kind::Turn);
  EXPECT_THAT(parse_statement("c0 until turn", 4).error().text, HasSubstr("goes with 'any' only"));
}

TEST(Script, ReadsAlternatives) {
  const auto statement = parse("c1 until returns f or enters g* or verdict");
  ASSERT_EQ(statement.conditions.size(), 3u);
  EXPECT_EQ(statement.conditions[1].function, "g*");
  EXPECT_EQ(statement.text, "c1 until returns f or enters g* or verdict");
}

TEST(Script, ReadsFaults) {
  EXPECT_EQ(parse("kill c0").kind, Statement::Kind::Kill);
  EXPECT_EQ(parse("freeze c1").kind, Statement::Kind::Freeze);
  EXPECT_EQ(parse("thaw c1").core, 1);
  EXPECT_EQ(parse("drop-ipi c2").kind, Statement::Kind::DropIpi);
  EXPECT_EQ(parse("irq 15").irq, 15);
}

struct Wrong {
  const char* text;
  const char* says;
};

class WrongScript : public testing::TestWithParam<Wrong> {};

TEST_P(WrongScript, IsRefusedInOneLine) {
  const auto statement = parse_statement(GetParam().text, 4);
  ASSERT_FALSE(statement);
  EXPECT_THAT(statement.error().text, HasSubstr(GetParam().says));
  EXPECT_THAT(statement.error().text, testing::Not(HasSubstr("\n")));
}

INSTANTIATE_TEST_SUITE_P(
    All, WrongScript,
    testing::Values(
        Wrong{"", "'' is no subject"}, Wrong{"core0 until done", "'core0' is no subject"},
        Wrong{"c4 until done", "no core 4: the lab has 4"},
        Wrong{"c until done", "'c' is no subject"}, Wrong{"c0x until done", "'c0x' is no subject"},
        Wrong{"c0 for 100 steps", "'until' belongs here, not 'for'"},
        Wrong{"c0 until", "'' is no condition"}, Wrong{"c0 until 100", "'100' is no condition"},
        Wrong{"c0 until enters", "name is missing"},
        Wrong{"c0 until enters f g", "'g' is too much"},
        Wrong{"c0 until done or", "'' is no condition"},
        Wrong{"c0 until write 0x80", "a slot like handles[0x80]"},
        Wrong{"c0 until write handles[256]", "a slot like handles[0x80]"},
        Wrong{"c0 until write handles[]", "a slot like handles[0x80]"},
        Wrong{"all until every core write handles[1]", "enters or returns only"},
        Wrong{"all until every core sleeps", "enters or returns only"},
        Wrong{"all until every live core reads handles[1]", "enters or returns only"},
        Wrong{"all until every enters f", "'core' belongs here"},
        Wrong{"any until c9 enters f", "no core 9"}, Wrong{"kill", "a core like c0"},
        Wrong{"kill 0", "a core like c0"}, Wrong{"kill c0 c1", "'c1' is too much"},
        Wrong{"irq 16", "0 to 15"}, Wrong{"irq", "0 to 15"}));

}  // namespace
}  // namespace vectorscope
