// SPDX-License-Identifier: GPL-2.0-or-later
// Every guest program prints on this machine what it prints on QEMU, line for
// line. Where QEMU is wrong by the manual, the program's source says so:
//   // manual: SDM 3A, 6.13: what QEMU gets wrong
//   //   qemu:   the line as QEMU prints it
//   //   manual: the line as it must be
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "emu/load/image.hpp"
#include "emu/machine/machine.hpp"

namespace vectorscope {
namespace {

using Lines = std::vector<std::string>;

struct Program {
  std::string room, name;
  friend void PrintTo(const Program& program, std::ostream* out) { *out << program.name; }
};
const std::vector<Program> kPrograms = {
#include "programs.inc"
};

constexpr Step kEnough = 20'000'000;
constexpr std::uint32_t kTurn = 1'000;
// Long enough for cores to be found waiting.
constexpr std::uint32_t kLongTurn = 20'000;

Lines lines_of(std::istream& in) {
  Lines lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

Lines lines_of_file(const std::filesystem::path& path) {
  std::ifstream in(path);
  return lines_of(in);
}

std::optional<std::string> after(const std::string& line, const std::string& key) {
  const auto at = line.find(key);
  if (at == std::string::npos) return std::nullopt;
  return line.substr(at + key.size());
}

/// QEMU's lines that the manual contradicts, and what it says instead.
std::map<std::string, std::string> corrections(const Program& program) {
  std::map<std::string, std::string> found;
  std::string wrong;
  for (const auto& line :
       lines_of_file(std::filesystem::path(GUEST_SOURCES) / program.room / (program.name + ".c"))) {
    if (const auto qemu = after(line, "//   qemu:   ")) wrong = *qemu;
    if (const auto right = after(line, "//   manual: ")) found[wrong] = *right;
  }
  return found;
}

Lines expected(const Program& program) {
  auto lines = lines_of_file(std::filesystem::path(QEMU_OUTPUT) / (program.name + ".txt"));
  const auto corrected = corrections(program);
  for (auto& line : lines)
    if (const auto found = corrected.find(line); found != corrected.end()) line = found->second;
  return lines;
}

std::string known_difference(const std::string& name) {
  for (const auto& line : lines_of_file(KNOWN_DIFFERENCES))
    if (line.starts_with(name + ": ")) return line.substr(name.size() + 2);
  return {};
}

/// What port E9 said, and how the run ended if not by port F4.
Lines run(const Program& program) {
  constexpr unsigned kRamMb = 64;
  auto image = load_image(GUEST_PROGRAMS_ELF, std::uint64_t{kRamMb} << 20);
  if (!image) return {image.error().text};
  MachineConfig config{.cores = 3, .ram_mb = kRamMb};
  config.cmdline = "only=" + program.name;
  auto machine = Machine::create(config, std::make_shared<const Image>(std::move(*image)));
  if (!machine) return {machine.error().text};
  std::string text;
  bool shutdown = false;
  (*machine)->set_watcher([&](const Event& event) {
    if (const auto* said = std::get_if<events::DebugText>(&event.body)) text += said->character;
    if (const auto* stopped = std::get_if<events::CoreStopped>(&event.body))
      shutdown = stopped->why == Stop::TripleFault || stopped->why == Stop::Reset;
    return false;
  });
  const auto applied = (*machine)->apply(decisions::RunRound{0, kTurn, kEnough});
  std::istringstream in(text);
  auto lines = lines_of(in);
  std::erase_if(lines,
                [](const auto& line) { return line.starts_with("=== ") || line == "--- end"; });
  if (shutdown)
    lines.emplace_back("--- shutdown");
  else if (applied.ended != Ended::GuestExited)
    lines.emplace_back("--- it did not come to its end");
  return lines;
}

/// What happened, to the last event, in one of the engine's ways.
struct Story {
  std::vector<std::string> events;
  std::uint64_t hash = 0;
  Machine::EngineUse use;
};

Story story(const Program& program, EngineWay way) {
  constexpr unsigned kRamMb = 64;
  auto image = load_image(GUEST_PROGRAMS_ELF, std::uint64_t{kRamMb} << 20);
  if (!image) return {};
  MachineConfig config{.cores = 3, .ram_mb = kRamMb};
  config.cmdline = "only=" + program.name;
  auto machine = Machine::create(config, std::make_shared<const Image>(std::move(*image)), way);
  if (!machine) return {};
  (*machine)->apply(decisions::RunRound{0, kLongTurn, kEnough});
  Story told{{}, (*machine)->hash(), (*machine)->engine_use()};
  for (const auto& event : (*machine)->log())
    told.events.push_back(std::to_string(event.step) + " " + describe_event(event, nullptr));
  return told;
}

/// The lines that differ, as far as they fit a person's patience.
std::string difference(const Lines& qemu, const Lines& ours) {
  constexpr int kShown = 30;
  std::ostringstream text;
  int shown = 0;
  for (std::size_t i = 0; i < std::max(qemu.size(), ours.size()) && shown < kShown; ++i) {
    const std::string theirs = i < qemu.size() ? qemu[i] : "(nothing)";
    const std::string mine = i < ours.size() ? ours[i] : "(nothing)";
    if (theirs == mine) continue;
    ++shown;
    text << "line " << i + 1 << "\n  expected: " << theirs << "\n  here:     " << mine << "\n";
  }
  if (shown == kShown) text << "(and perhaps more)\n";
  return text.str();
}

class GuestProgram : public ::testing::TestWithParam<Program> {};

TEST_P(GuestProgram, PrintsWhatItPrintsOnQemu) {
  const auto qemu = expected(GetParam());
  ASSERT_FALSE(qemu.empty()) << "no output of QEMU's in " << QEMU_OUTPUT
                             << "; run tests/differential/run-on-qemu (ctest does)";
  const auto ours = run(GetParam());
  const auto reason = known_difference(GetParam().name);
  if (reason.empty()) {
    EXPECT_TRUE(ours == qemu) << difference(qemu, ours);
    return;
  }
  ASSERT_FALSE(ours == qemu) << "it agrees now: take it off " << KNOWN_DIFFERENCES;
  GTEST_SKIP() << "KNOWN DIFFERENCE: " << reason << "\n" << difference(qemu, ours);
}

TEST_P(GuestProgram, IsTheSameInBlocks) {
  const auto exact = story(GetParam(), EngineWay::Exact), fast = story(GetParam(), EngineWay::Eager);
  EXPECT_EQ(fast.hash, exact.hash);
  EXPECT_TRUE(fast.events == exact.events) << difference(exact.events, fast.events);
  EXPECT_TRUE(fast.use.in_blocks > 0);
}

INSTANTIATE_TEST_SUITE_P(Guest, GuestProgram, ::testing::ValuesIn(kPrograms),
                         [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace vectorscope
