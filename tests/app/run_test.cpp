// SPDX-License-Identifier: GPL-2.0-or-later
// `run` on small guests and on the bundled kernel: what ends it, what it
// leaves, and what it says.
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "program.hpp"

namespace vectorscope::program {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::string kSpin = "\xEB\xFE";   // jmp .
const std::string kHalt = "\xFA\xF4";   // cli; hlt
const std::string kFault = "\x0F\x0B";  // ud2, without an IDT

std::string exits_with(char code) {
  return std::string("\xB0") + code + "\xE6\xF4" + kSpin;
}

/// mov edx, port; mov al, character; out dx, al; ... cli; hlt
std::string says(const std::string& text, std::uint16_t port) {
  std::string code = {'\xBA', static_cast<char>(port), static_cast<char>(port >> 8), 0, 0};
  for (const char character : text) code += std::string("\xB0") + character + "\xEE";
  return code + kHalt;
}

struct RunTest : testing::Test {
  Folder folder;
  Ended run(const std::string& code, std::vector<std::string> arguments, int interrupt_ms = 0) {
    folder.write("guest.elf", tiny_elf(code));
    arguments.insert(arguments.begin(), {"run", "guest.elf"});
    return folder.run(arguments, interrupt_ms);
  }
};

TEST_F(RunTest, StepsEndIt) {
  const auto ended = run(kSpin, {"--steps", "1000"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.err, HasSubstr("after 1000 steps"));
  EXPECT_NE(ended.hash(), "") << ended.out;
}

TEST_F(RunTest, TheGuestsExitCodeDecides) {
  EXPECT_EQ(run(exits_with(0), {}).code, 0);
  EXPECT_EQ(run(exits_with(3), {}).code, 1);
}

TEST_F(RunTest, AGuestThatCanNeverGoOnEndsIt) {
  const auto ended = run(kHalt, {});
  EXPECT_EQ(ended.code, 0);
  EXPECT_THAT(ended.err, HasSubstr("no core can ever run again"));
}

TEST_F(RunTest, ATripleFaultIsAFailureOfTheGuest) {
  const auto ended = run(kFault, {});
  EXPECT_EQ(ended.code, 1);
  EXPECT_NE(ended.hash(), "");
}

TEST_F(RunTest, AKilledCoreIsNoFailure) {
  EXPECT_EQ(run(kSpin, {"--kill", "0@500"}).code, 0);
}

TEST_F(RunTest, UntilIsSeenOnSerialAndOnE9) {
  EXPECT_EQ(run(says("hello", 0x3F8) + kSpin, {"--until", "hello"}).code, 0);
  EXPECT_EQ(run(says("hello", 0xE9) + kSpin, {"--until", "hello"}).code, 0);
}

TEST_F(RunTest, UntilIsSeenOnTheScreen) {
  // mov dword [0xB8000], 'h' | 'i' << 16 with attributes; jmp .
  const std::string code("\xC7\x05\x00\x80\x0B\x00h\x07i\x07\xEB\xFE", 12);
  const auto ended = run(code, {"--until", "hi", "--steps", "1000000", "--screen", "screen.txt"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  const auto screen = folder.read("screen.txt");
  EXPECT_EQ(std::count(screen.begin(), screen.end(), '\n'), 25);
  EXPECT_THAT(screen, testing::StartsWith("hi\n"));
}

TEST_F(RunTest, StepsThatEndBeforeUntilAreCode3) {
  EXPECT_EQ(run(kSpin, {"--steps", "1000", "--until", "never"}).code, 3);
}

TEST_F(RunTest, AGuestThatEndsBeforeUntilHasFailed) {
  EXPECT_EQ(run(exits_with(0), {"--until", "never"}).code, 1);
  EXPECT_EQ(run(kHalt, {"--until", "never"}).code, 1);
}

TEST_F(RunTest, SerialGoesToStdoutAndE9ToStderr) {
  const auto serial = run(says("to stdout", 0x3F8), {});
  EXPECT_THAT(serial.out, testing::MatchesRegex("to stdout\nhash [0-9a-f]+\n"));
  const auto debug = run(says("to stderr", 0xE9), {});
  EXPECT_THAT(debug.err, testing::StartsWith("to stderr\n"));
  EXPECT_THAT(debug.out, testing::StartsWith("hash "));
}

TEST_F(RunTest, TextsGoToFilesWhenAsked) {
  run(says("serial", 0x3F8), {"--serial", "serial.txt"});
  EXPECT_EQ(folder.read("serial.txt"), "serial");
  run(says("debug", 0xE9), {"--debugcon", "debug.txt"});
  EXPECT_EQ(folder.read("debug.txt"), "debug");
}

TEST_F(RunTest, JsonIsOneObject) {
  const auto ended = run(says("hello", 0x3F8), {"--json", "--cores", "2"});
  const auto json = nlohmann::json::parse(ended.out, nullptr, false);
  ASSERT_TRUE(json.is_object()) << ended.out;
  EXPECT_EQ(json["serial"], "hello");
  EXPECT_EQ(json["exit"], 0);
  EXPECT_EQ(json["cores"].size(), 2u);
  EXPECT_EQ(json["hash"].get<std::string>().size(), 16u);
}

TEST_F(RunTest, InputsHappenAtTheirSteps) {
  const auto ended = run(
      kSpin, {"--cores", "1", "--steps", "3000", "--freeze", "0@1000", "--thaw", "0@1000", "--irq",
              "3@1500", "--poke", "0x200000=7@2000", "--kill", "0@2500", "--timeline", "e.csv"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.err, HasSubstr("after 2500 steps"));
  const auto csv = folder.read("e.csv");
  for (const char* event : {"core-frozen", "core-thawed", "injected", "core-stopped"}) {
    EXPECT_THAT(csv, HasSubstr(event));
  }
}

TEST_F(RunTest, EveryFaultIsRecordedShownAndReplayed) {
  const auto ended = folder.run(
      {"run", "builtin", "--cores", "4", "--steps", "700000", "--record", "run.rec", "--timeline",
       "t.csv", "--freeze", "1@400000", "--thaw", "1@450000", "--irq", "3@410000", "--drop-ipi",
       "2@420000", "--delay-ipi", "3:5000@430000", "--spurious", "7@440000", "--spurious",
       "15@445000", "--flip", "handles:5@600000", "--flip", "2.eax:31@610000", "--poke",
       "handles[0x81]=0@620000", "--kill", "3@630000", "--keys", "a@500000"});
  ASSERT_EQ(ended.code, 0) << ended.err;
  const auto csv = folder.read("t.csv");
  for (const char* event :
       {"core-frozen", "core-thawed", "IRQ line raised by hand", "the next IPI to this core is lost",
        "is late by", "spurious interrupt 0x7", "spurious interrupt 0xf", "a bit of memory flipped",
        "a register's bit flipped", "memory poked", "killed", "key, scan code 0x1e"}) {
    EXPECT_THAT(csv, HasSubstr(event));
  }
  EXPECT_EQ(folder.run({"replay", "run.rec", "--hash"}).hash(), ended.hash());
}

TEST_F(RunTest, ARawImageBeginsAtItsAddressAsTheHelpSays) {
  // mov [0x200000], esp; mov [0x200004], eax; call +0; hlt. Interrupts are off.
  folder.write("raw", std::string("\x89\x25\x00\x00\x20\x00\xA3\x04\x00\x20\x00\xE8\x00\x00\x00\x00\xF4",
                                  17));
  const auto ended = folder.run({"run", "raw", "--flat", "0x100000", "--cores", "1", "--json"});
  ASSERT_EQ(ended.code, 0) << ended.err;
  EXPECT_EQ(nlohmann::json::parse(ended.out)["steps"], 4);
  EXPECT_THAT(ended.err, HasSubstr("no core can ever run again"));
}

TEST_F(RunTest, WhatNothingAnswersIsInTheNotesTheLogAndTheJson) {
  // mov ecx, 100; mov dx, 0x300; in al, dx; loop; mov [0xE0000000], al; cli; hlt
  const std::string code("\xB9\x64\x00\x00\x00\x66\xBA\x00\x03\xEC\xE2\xFD\xA2\x00\x00\x00\xE0\xFA\xF4",
                         19);
  const auto ended = run(code, {"--cores", "1", "--json", "--timeline", "t.csv"});
  EXPECT_THAT(ended.err, HasSubstr("core 0: reads port 0x0300, which nothing owns, 100 times, "
                                   "first at step 2\n"));
  EXPECT_THAT(ended.err, HasSubstr("core 0: writes address 0xe0000000, which nothing owns, at step"));
  const auto json = nlohmann::json::parse(ended.out);
  ASSERT_EQ(json["unanswered"].size(), 2u);
  EXPECT_EQ(json["unanswered"][0]["count"], 100);
  const auto csv = folder.read("t.csv");
  std::size_t logged = 0;
  for (std::size_t at = 0; (at = csv.find("unowned-access", at)) != std::string::npos; ++at) ++logged;
  EXPECT_EQ(logged, 7u + 1u) << "the 1st, 2nd, 4th ... 64th of the port, and the store";
}

TEST_F(RunTest, TheTimelineAsJsonHasLanesAndEvents) {
  ASSERT_EQ(folder.run({"run", "builtin", "--cores", "2", "--steps", "300000", "--timeline",
                        "t.json", "--timeline", "t.svg"})
                .code,
            0);
  const auto json = nlohmann::json::parse(folder.read("t.json"), nullptr, false);
  ASSERT_TRUE(json.is_object());
  EXPECT_EQ(json["steps"], 300'000);
  ASSERT_EQ(json["lanes"].size(), 2u);
  std::uint64_t end = 0;
  for (const auto& span : json["lanes"][1]["spans"]) {
    EXPECT_EQ(span["begin"], end);
    end = span["end"];
  }
  EXPECT_EQ(end, 300'000u);
  EXPECT_GT(json["events"].size(), 100u);
  EXPECT_EQ(json["events"][0]["event"], "core-started");
}

/// Sends back what comes on COM1: polls LSR, reads, writes.
const std::string kEcho("\xBA\xFD\x03\x00\x00\xEC\xA8\x01\x74\xFB\xB2\xF8\xEC\xEE\xEB\xF0", 16);

TEST_F(RunTest, ATextForTheSerialLineArrivesAndIsRecorded) {
  const auto ended = run(kEcho, {"--cores", "1", "--serial-in", "ls\\r\\e@1000", "--steps", "200000",
                                 "--serial", "out.txt", "--record", "run.rec"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_EQ(folder.read("out.txt"), "ls\r\x1B");
  EXPECT_EQ(folder.run({"replay", "run.rec", "--hash"}).hash(), ended.hash());
}

TEST_F(RunTest, StdinGoesToTheSerialLineWhenThatIsAskedFor) {
  folder.write("stdin", "typed\n");
  const auto ended = run(kEcho, {"--cores", "1", "--serial", "stdio", "--until", "typed\n",
                                 "--steps", "20000000", "--record", "run.rec"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.out, testing::StartsWith("typed\n"));
  EXPECT_EQ(folder.run({"replay", "run.rec", "--hash"}).hash(), ended.hash());
  const auto deaf = run(kEcho, {"--cores", "1", "--until", "typed", "--steps", "2000000"});
  EXPECT_EQ(deaf.code, 3) << "not asked for, it is left alone";
}

TEST_F(RunTest, CtrlCEndsItWithWholeFiles) {
  const auto ended = run(kSpin, {"--record", "run.rec", "--timeline", "t.csv"}, 2000);
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_NE(ended.hash(), "");
  EXPECT_EQ(folder.run({"replay", "run.rec", "--hash"}).hash(), ended.hash());
  EXPECT_THAT(folder.files(), ElementsAre("guest.elf", "run.rec", "t.csv"));
}

TEST_F(RunTest, ARecordingReplaysToTheSameStateUnderEveryPolicy) {
  for (const char* policy : {"lockstep", "round-robin:100", "round-robin:7", "random:1"}) {
    const auto ended =
        folder.run({"run", "builtin", "--cores", "4", "--steps", "300000", "--policy", policy,
                    "--kill", "2@200000", "--keys", "Hi\\n@100000", "--record", "run.rec"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    const auto replay = folder.run({"replay", "run.rec", "--hash"});
    EXPECT_EQ(replay.code, 0) << replay.err;
    EXPECT_EQ(replay.hash(), ended.hash()) << policy;
    const auto part = folder.run({"replay", "run.rec", "--to", "150000", "--json"});
    EXPECT_EQ(nlohmann::json::parse(part.out)["step"], 150000) << policy;
  }
}

TEST_F(RunTest, ReplayRefusesAStepAfterTheEnd) {
  run(kSpin, {"--steps", "100", "--record", "run.rec"});
  const auto ended = folder.run({"replay", "run.rec", "--to", "101"});
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.err, HasSubstr("ends at step 100"));
}

TEST_F(RunTest, ExportsAPictureOfARecording) {
  folder.run({"run", "builtin", "--steps", "200000", "--record", "run.rec"});
  const auto ended = folder.run({"export", "run.rec", "--timeline", "t.png"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(folder.read("t.png"), testing::StartsWith("\x89PNG"));
}

TEST(Help, IsThereForEveryCommandWithAnExample) {
  const Folder folder;
  for (const std::vector<std::string>& command : {std::vector<std::string>{},
                                                  {"run"},
                                                  {"lab"},
                                                  {"lab", "list"},
                                                  {"lab", "run"},
                                                  {"replay"},
                                                  {"export"}}) {
    auto arguments = command;
    arguments.emplace_back("--help");
    const auto ended = folder.run(arguments);
    EXPECT_EQ(ended.code, 0);
    EXPECT_THAT(ended.out, HasSubstr("Example: vectorscope"));
  }
}

}  // namespace
}  // namespace vectorscope::program
