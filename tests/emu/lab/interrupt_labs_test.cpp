// SPDX-License-Identifier: GPL-2.0-or-later
// The labs about interrupts, devices, messages and the school kernel: every
// variant does what its file says, already by the script alone.
#include <gmock/gmock.h>

#include <cstring>

#include "tests/emu/lab/bundled_lab.hpp"

namespace vectorscope {
namespace {

using namespace test;
using testing::HasSubstr;
using testing::IsEmpty;

VariantResult directed(const char* name, const char* variant) {
  const auto lab = load_lab(name);
  return run(*lab, *lab->variant(variant), 0);
}

std::string sentence(const VariantResult& result) {
  return result.directed.verdicts.at(0).sentence;
}

// IRQ 4 is the serial port's, of a more urgent level than IRQ 5's.
TEST(InterruptThreads, ALessUrgentOneDoesNotInterruptAMoreUrgentOne) {
  MachineConfig config;
  config.cores = 1;
  config.cmdline = "lab=irq-load irq=thread";
  auto machine = std::move(*Machine::create(config, kernel()));
  const auto at = [](const char* name) { return kernel()->symbols.named(name)->address; };
  machine->watch_functions({at("kernel_work"), at("other_irq"), at("device_irq")});
  std::vector<std::string> order;
  machine->set_watcher([&](const Event& event) {
    const auto* entry = std::get_if<events::InterruptEntry>(&event.body);
    const auto* enter = std::get_if<events::FunctionEnter>(&event.body);
    const auto* leave = std::get_if<events::FunctionExit>(&event.body);
    if (entry && entry->vector == 0x25) order.emplace_back("IRQ 5 comes");
    if (enter && enter->address == at("device_irq")) order.emplace_back("IRQ 5 is served");
    if (leave && leave->address == at("other_irq")) order.emplace_back("IRQ 4 is done");
    return enter && enter->address == at("kernel_work") && order.empty();
  });
  machine->apply(decisions::Run{0, 10'000'000});
  machine->apply(decisions::RaiseIrq{4});
  machine->apply(decisions::RaiseIrq{5});
  for (int turns = 0; order.size() < 3 && turns < 100; ++turns)
    machine->apply(decisions::Run{0, 10'000});
  EXPECT_THAT(order, testing::ElementsAre("IRQ 5 comes", "IRQ 4 is done", "IRQ 5 is served"));
}

class InterruptLab : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Labs, InterruptLab,
                         testing::Values("stolen-eoi", "dead-keyboard", "ipi-race", "dead-target",
                                         "lost-wakeup", "lost-key", "kernel-lock-abba"));

TEST_P(InterruptLab, TheScriptAloneGivesEveryVariantItsVerdict) {
  const auto lab = load_lab(GetParam());
  ASSERT_TRUE(lab) << lab.error().text;
  for (const auto& variant : lab->variants) {
    const auto result = run(*lab, variant, 0);
    EXPECT_EQ(result.directed.outcome, lab->expectation(variant)) << variant.name;
    EXPECT_THAT(result.directed.missed, IsEmpty()) << variant.name;
  }
}

TEST(StolenEoi, AnExceptionOnAnotherCoreEndsTheIrq) {
  EXPECT_THAT(sentence(directed("stolen-eoi", "published")),
              HasSubstr("core 1, in the handler of vector 0x6 (exception), ended IRQ 5"));
}

TEST(StolenEoi, WithIntrToAnyCoreTheHandlerThenRunsOnTwoCoresAtOnce) {
  const auto at_once = [](const VariantResult& result) {
    return result.directed.verdicts.at(0).premises.back().count;
  };
  EXPECT_EQ(at_once(directed("stolen-eoi", "published")), 0u);
  EXPECT_EQ(at_once(directed("stolen-eoi", "published-any")), 1u);
  EXPECT_EQ(at_once(directed("stolen-eoi", "repaired-any")), 0u);
}

TEST(DeadKeyboard, AfterOneKeyAtTheWrongMomentNoneIsHandled) {
  EXPECT_THAT(sentence(directed("dead-keyboard", "published")),
              HasSubstr("only 0 of 4 bytes were handled; 0x1e still waits"));
}

TEST(IpiRace, EachModelAndEachWrongDriverFailsInItsOwnWay) {
  EXPECT_THAT(sentence(directed("ipi-race", "lossy")), HasSubstr("never received"));
  EXPECT_THAT(sentence(directed("ipi-race", "status")), HasSubstr("a second time"));
  EXPECT_THAT(sentence(directed("ipi-race", "nxn-clear-all")), HasSubstr("never received"));
  EXPECT_THAT(sentence(directed("ipi-race", "nxn-overwrite")), HasSubstr("never received"));
  EXPECT_THAT(sentence(directed("ipi-race", "busy-isr-sends")), HasSubstr("which was for core 0"));
  EXPECT_THAT(sentence(directed("ipi-race", "busy-irqs-off")), HasSubstr("gave core 0 up as dead"));
}

std::string serial_of(const std::string& cmdline, Ended& ended) {
  MachineConfig config;
  config.cores = 1;
  config.cmdline = cmdline;
  auto machine = Machine::create(config, kernel());
  EXPECT_TRUE(machine);
  ended = (*machine)->apply(decisions::Run{0, 5'000'000}).ended;
  std::string text;
  for (const auto& event : (*machine)->log())
    if (const auto* sent = std::get_if<events::SerialText>(&event.body)) text += sent->character;
  return text;
}

TEST(SchoolPanic, KeepsRegistersAndStackAndLeavesNothingInTheRegisters) {
  MachineConfig config;
  config.cores = 1;
  config.cmdline = "lab=school-panic";
  auto machine = Machine::create(config, kernel());
  ASSERT_TRUE(machine);
  EXPECT_EQ((*machine)->apply(decisions::Run{0, 5'000'000}).ended, Ended::Over);
  const auto words = [&](const char* name, std::size_t count) {
    const auto bytes =
        (*machine)->read_linear(0, kernel()->symbols.named(name)->address, 4 * count);
    std::vector<std::uint32_t> values(count);
    std::memcpy(values.data(), bytes.data(), bytes.size());
    return values;
  };
  const auto kept = words("panic_registers", 13);
  EXPECT_EQ(kept[7], 0x11111111u) << "eax";
  EXPECT_EQ(kept[1], 0x22222222u) << "esi";
  EXPECT_EQ(kept[8], 6u) << "vector";
  EXPECT_THAT(words("panic_stack", 64), testing::Contains(0x33333333u));
  const auto now = (*machine)->registers(0);
  for (const auto value : {now.eax, now.ebx, now.ecx, now.edx, now.esi, now.edi, now.ebp})
    EXPECT_EQ(value, 0u);
  EXPECT_NE(now.esp, 0u);
}

TEST(SchoolPanic, PrintsWhyAndEveryRegister) {
  Ended ended{};
  const auto text = serial_of("lab=school-panic", ended);
  EXPECT_EQ(ended, Ended::Over);
  EXPECT_THAT(text, HasSubstr("panic: "));
  for (const char* word : {"eax 11111111 ebx ", "\r\nesi 22222222 edi ", " ecx ", " edx ", " ebp ",
                           " eip ", "\r\ncs 00000008 eflags ", " vector 00000006 error 00000000"})
    EXPECT_THAT(text, HasSubstr(word));
  // The instruction that there is not (UD2) is where EIP says.
  const auto at = std::stoul(text.substr(text.find(" eip ") + 5, 8), nullptr, 16);
  const auto* stop = kernel()->symbols.named("school_stop");
  EXPECT_GE(at, stop->address);
  EXPECT_LT(at, stop->address + stop->size);
}

TEST(SchoolFault, AsPublishedAProgramStopsTheMachineRepairedItIsOver) {
  Ended ended{};
  EXPECT_THAT(serial_of("lab=school-fault fault=published", ended), HasSubstr("panic: "));
  EXPECT_EQ(ended, Ended::Over);
  const auto text = serial_of("lab=school-fault fault=repaired", ended);
  EXPECT_THAT(text, HasSubstr("the program is over, the kernel goes on"));
  EXPECT_THAT(text, testing::Not(HasSubstr("panic")));
  EXPECT_EQ(ended, Ended::Idle);
}

}  // namespace
}  // namespace vectorscope
