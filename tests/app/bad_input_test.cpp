// SPDX-License-Identifier: GPL-2.0-or-later
// Whatever is wrong with the words or the files: one line, exit code 2, and
// nothing done.
#include <gmock/gmock.h>

#include "program.hpp"

namespace vectorscope::program {
namespace {

using testing::HasSubstr;

struct Bad {
  std::vector<std::string> arguments;
  const char* says;
};

std::ostream& operator<<(std::ostream& out, const Bad& bad) {
  for (const auto& argument : bad.arguments) out << argument << ' ';
  return out;
}

class BadInput : public testing::TestWithParam<Bad> {
 protected:
  BadInput() {
    folder.write("empty", "");
    folder.write("text", "This is no kernel.\n");
    folder.write("wide.elf", std::string("\x7F"
                                         "ELF\2\1\1",
                                         7) +
                                 std::string(200, '\0'));
    folder.write("cut.elf", tiny_elf("\xF4").substr(0, 60));
    folder.write("good.elf", tiny_elf("\xEB\xFE"));
    folder.write("bad.toml", "title = \"T\"\nclaim = 3\n");
    before = folder.files();
  }
  Folder folder;
  std::vector<std::string> before;
};

TEST_P(BadInput, IsOneLineAndExitCode2AndNothingHalfDone) {
  const auto ended = folder.run(GetParam().arguments);
  EXPECT_EQ(ended.code, 2) << ended.out << ended.err;
  EXPECT_EQ(ended.out, "");
  EXPECT_EQ(std::count(ended.err.begin(), ended.err.end(), '\n'), 1) << ended.err;
  EXPECT_THAT(ended.err, HasSubstr(GetParam().says));
  EXPECT_THAT(ended.err, testing::StartsWith("vectorscope: "));
  EXPECT_EQ(folder.files(), before);
}

Bad run(std::vector<std::string> more, const char* says) {
  more.insert(more.begin(), {"run", "good.elf", "--steps", "100", "--record", "out.rec"});
  return {std::move(more), says};
}

INSTANTIATE_TEST_SUITE_P(
    Options, BadInput,
    testing::Values(
        run({"--cores", "0"}, "--cores 0: a machine has 1 to 16"),
        run({"--cores", "17"}, "--cores 17: a machine has 1 to 16"),
        run({"--cores", "-1"}, "--cores -1: a machine has 1 to 16"),
        run({"--cores", "four"}, "four"), run({"--ram", "8"}, "--ram 8: a machine has 16 to 1024"),
        run({"--ram", "2000"}, "16 to 1024 MB"),
        run({"--kill", "9@x"}, "--kill 9@x: no step; write CORE@STEP"),
        run({"--kill", "9@100"}, "--kill 9@100: there is no core 9; the machine has 4"),
        run({"--kill", "4@100"}, "there is no core 4"), run({"--kill", "1"}, "write CORE@STEP"),
        run({"--freeze", "x@1"}, "--freeze x@1: 'x' is no core"),
        run({"--thaw", "@1"}, "--thaw @1: '' is no core"),
        run({"--drop-ipi", "7@1"}, "--drop-ipi 7@1: there is no core 7"),
        run({"--irq", "16@1"}, "--irq 16@1: '16' is no line from 0 to 15"),
        run({"--poke", "0x1000@1"}, "write ADDR=VALUE@STEP"),
        run({"--poke", "0x4000000=1@1"}, "outside the 64 MB"),
        run({"--keys", "hello"}, "write TEXT@STEP"), run({"--keys", "\xC3\xA4@1"}, "no key for"),
        run({"--policy", "fair"}, "policy 'fair' is none of"),
        run({"--policy", "random:x"}, "policy 'random:x' is none of"),
        run({"--policy", "round-robin:0"}, "Q from 1"),
        run({"--memory", "weak"}, "--memory weak: there are sc and tso"), run({"--engine", "quick"}, "--engine quick: there are exact and fast"),
        run({"--ipi", "smoke"}, "--ipi smoke: there are lossy"),
        run({"--ipi-latency", "-1"}, "--ipi-latency -1: write a number of core cycles from 0"),
        run({"--ipi-latency", "100000001"}, "from 0 to 100000000"),
        run({"--intr", "all"}, "--intr all: there are bsp and any"),
        Bad{{"run", "good.elf", "--steps", "many"}, "many"},
        Bad{{"run", "good.elf", "--steps", "-5"}, "-5 is no number from 0 up"},
        run({"--handles", "nothing"}, "neither an address nor a symbol"),
        run({"--handles", "0x1000:0"}, ":COUNT (1 to 256)"),
        run({"--handles", "0x1000:256:3"}, ":STRIDE (4 to 4096)"),
        run({"--timeline", "t.gif"}, "must end with .png"),
        run({"--timeline", "t.jsn"}, "must end with .png"),
        run({"--keys", "\xC3\xA9@5"}, "no key for '\xC3\xA9'"),
        run({"--flip", "0x1000@5"}, "--flip 0x1000@5: '0x1000' is unclear; write ADDR:BIT@STEP"),
        run({"--flip", "0x1000:32@5"}, "is unclear"),
        run({"--flip", "0x4000000:0@5"}, "0x4000000 is outside the 64 MB of RAM"),
        run({"--flip", "nobody:3@5"}, "'nobody' is neither an address nor a symbol"),
        run({"--flip", "7.eax:3@5"}, "there is no core 7"),
        run({"--flip", "0.rax:3@5"}, "'rax' is none of eax, ecx"),
        run({"--flip", "0.eflags:17@5"}, "of eflags only bits 0 to 11"),
        run({"--poke", "handles[1=2@5"}, "'handles[1=2' is unclear"),
        run({"--delay-ipi", "1@5"}, "write CORE:CYCLES@STEP"),
        run({"--delay-ipi", "1:0@5"}, "from 1 to 4294967295"),
        run({"--delay-ipi", "4:9@5"}, "there is no core 4"),
        run({"--serial-in", "ls"}, "write TEXT@STEP, as in ls"),
        run({"--serial-in", "a\\q@5"}, "a backslash that means nothing"),
        run({"--spurious", "3@5"}, "'3' is neither 7 nor 15"),
        run({"--date", "yesterday"}, "--date yesterday: write a day from 1970 to 2099"),
        run({"--date", "2025-02-29"}, "--date 2025-02-29"),
        run({"--date", "2025-01-01T24:00:00"}, "--date 2025-01-01T24:00:00"),
        run({"--date", "2025-01-01 "}, "--date 2025-01-01 "),
        run({"--flat", "here"}, "--flat here: no address"),
        run({"--flat", "0x5000000"}, "outside the 64 MB of RAM"),
        run({"--module", "text"}, "has no Multiboot header"),
        run({"--module", "nowhere"}, "--module nowhere"),
        run({"--timeline", "no/where/t.png"}, "there is no folder no/where"),
        run({"--serial", "no/where.txt"}, "there is no folder no"),
        run({"--screen", "."}, "is a folder"), run({"--no-such-option"}, "--no-such-option")));

INSTANTIATE_TEST_SUITE_P(
    Images, BadInput,
    testing::Values(Bad{{"run", "nowhere.elf"}, "nowhere.elf"}, Bad{{"run", "."}, "directory"},
                    Bad{{"run", "empty"}, "empty"}, Bad{{"run", "text"}, "text"},
                    Bad{{"run", "wide.elf"}, "wide.elf"}, Bad{{"run", "cut.elf"}, "cut.elf"},
                    Bad{{"run", "good.elf", "--symbols", "text"}, "--symbols text: is no ELF"},
                    Bad{{"run", "good.elf", "--symbols", "good.elf"}, "has no symbol table"},
                    Bad{{"run", "builtin", "--flat", "0x7C00"}, "`builtin` says itself"},
                    Bad{{"run", "builtin", "--cmdline", "lab=nobody"},
                        "cannot use 'lab=nobody'; there are: frame=value|pointer"},
                    Bad{{"run", "builtin", "--cmdline", "lock=swap lock=spin"},
                        "cannot use 'lock=spin'"},
                    Bad{{"run", "builtin", "--cmdline", "lok=claim"}, "lab=demo|twin-swap|"},
                    Bad{{"run"}, "image"}, Bad{{"good.elf"}, "no display"},
                    Bad{{"replay", "text"}, "text"}, Bad{{"replay", "nowhere"}, "nowhere"},
                    Bad{{"replay", "text", "--to", "-1"}, "-1 is no number"},
                    Bad{{"replay"}, "recording"}, Bad{{"export", "text"}, "--timeline"},
                    Bad{{"export", "text", "--timeline", "t.png"}, "text"}));

INSTANTIATE_TEST_SUITE_P(
    Labs, BadInput,
    testing::Values(Bad{{"lab"}, "subcommand"}, Bad{{"lab", "run"}, "name one lab"},
                    Bad{{"lab", "run", "twin-swap", "--all"}, "name one lab"},
                    Bad{{"lab", "run", "nobody"}, "nobody: no such lab"},
                    Bad{{"lab", "run", "twin-swap", "--variant", "sleepy"},
                        "--variant sleepy: the variants of twin-swap are published, swap-test, "
                        "repaired"},
                    Bad{{"lab", "run", "bad.toml"}, "bad.toml:2: 'claim' must be a text"},
                    Bad{{"lab", "run", "text"}, "text:1: "},
                    Bad{{"lab", "run", "twin-swap", "--record", "r"}, "say which with --variant"},
                    Bad{{"lab", "run", "twin-swap", "--schedules", "-1"}, "-1 is no number"},
                    Bad{{"lab", "measure", "twin-swap"}, "twin-swap has nothing to measure"},
                    Bad{{"lab", "measure", "nobody"}, "nobody: no such lab"},
                    Bad{{"lab", "measure", "--cores", "16"}, "measures nothing with 16 cores"},
                    Bad{{"lab", "measure", "--csv", "no/where.csv"}, "there is no folder no"}));

}  // namespace
}  // namespace vectorscope::program
