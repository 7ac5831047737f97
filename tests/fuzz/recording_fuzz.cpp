// SPDX-License-Identifier: GPL-2.0-or-later
// Whatever the file, parse_recording returns a recording that is written and
// read alike, or one line. The first byte chooses how deep the rest goes in: as
// a file, as a recording's contents, as a schedule.
#include <cstdlib>

#include "emu/history/envelope.hpp"
#include "emu/history/recording.hpp"
#include "emu/history/schedule_text.hpp"
#include "tests/emu/history/samples.hpp"
#include "tests/fuzz/seeds.hpp"

namespace {

using namespace vectorscope;

constexpr std::uint8_t kFile = 'f', kContents = 'c', kSchedule = 's';

void require(bool condition) {
  if (!condition) std::abort();
}

void require_one_line(const std::string& error) {
  require(!error.empty() && error.find('\n') == std::string::npos && error.size() < 1000);
}

void try_file(std::span<const std::uint8_t> file) {
  const auto recording = parse_recording(file);
  if (!recording) return require_one_line(recording.error().text);
  const auto written = write_recording(*recording);
  const auto again = parse_recording(written);
  require(again && write_recording(*again) == written);
}

void try_schedule(std::string_view text) {
  const auto decisions = parse_schedule(text);
  if (!decisions) return require_one_line(decisions.error().text);
  const std::string printed = print_schedule(*decisions);
  require(print_schedule(parse_schedule(printed).value()) == printed);
}

std::vector<std::uint8_t> seed(std::uint8_t kind, const auto& bytes) {
  std::vector<std::uint8_t> result;
  result.reserve(bytes.size() + 1);
  result.push_back(kind);
  for (const auto byte : bytes) result.push_back(static_cast<std::uint8_t>(byte));
  return result;
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  const auto file = write_recording(test::sample_recording());
  const auto empty = write_recording({});
  fuzz::give_seeds(argc, argv,
                   {seed(kFile, file), seed(kFile, empty), seed(kContents, *unseal(file)),
                    seed(kContents, *unseal(empty)),
                    seed(kSchedule, std::string("c0*1 round0:100*5 kill0 freeze0 thaw0 drop0 irq1 "
                                                "key0x1e serial0x41 poke0x1000=0x5 delay0:9 "
                                                "spurious7 flip0x1000:3 flipreg0:0:31"))});
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::span<const std::uint8_t> rest(data + 1, size - 1);
  if (data[0] == kFile) try_file(rest);
  if (data[0] == kContents) try_file(seal(rest));
  if (data[0] == kSchedule) try_schedule({reinterpret_cast<const char*>(rest.data()), rest.size()});
  return 0;
}
