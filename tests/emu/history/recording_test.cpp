// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/history/recording.hpp"

#include <filesystem>
#include <functional>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "emu/base/file.hpp"
#include "emu/history/cbor_shape.hpp"
#include "emu/history/envelope.hpp"
#include "emu/history/schedule_text.hpp"
#include "samples.hpp"

namespace vectorscope {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using Bytes = std::vector<std::uint8_t>;

TEST(Recording, ComesBackAsItWas) {
  const Recording before = test::sample_recording();
  const auto after = parse_recording(write_recording(before));
  ASSERT_TRUE(after) << after.error().text;
  EXPECT_EQ(after->title, before.title);
  EXPECT_EQ(after->config.cores, 3u);
  EXPECT_EQ(after->config.ram_mb, 32u);
  EXPECT_EQ(after->config.cmdline, before.config.cmdline);
  EXPECT_EQ(after->config.ipi, IpiModel::NxN);
  EXPECT_EQ(after->config.intr, IntrRouting::AnyCore);
  EXPECT_EQ(after->config.frequency_hz, 1'000'000'007u);
  EXPECT_EQ(after->config.start_time, 86'400);
  ASSERT_TRUE(after->config.handlers);
  EXPECT_EQ(after->config.handlers->address, 0x109000u);
  EXPECT_EQ(after->config.handlers->count, 128u);
  EXPECT_EQ(after->config.handlers->stride, 64u);
  EXPECT_EQ(after->image_name, before.image_name);
  EXPECT_EQ(after->image_file, before.image_file);
  EXPECT_EQ(after->image_flat, before.image_flat);
  ASSERT_EQ(after->modules.size(), 2u);
  EXPECT_EQ(after->modules[0].name, "initrd.img");
  EXPECT_EQ(after->modules[0].bytes, before.modules[0].bytes);
  EXPECT_TRUE(after->modules[1].bytes.empty());
  EXPECT_EQ(after->symbols_file, before.symbols_file);
  EXPECT_EQ(after->watched, before.watched);
  EXPECT_EQ(print_schedule(after->decisions), print_schedule(before.decisions));
  EXPECT_EQ(after->steps, before.steps);
  EXPECT_EQ(after->hash, before.hash);
}

TEST(Recording, OfNothingComesBackToo) {
  const auto after = parse_recording(write_recording({}));
  ASSERT_TRUE(after) << after.error().text;
  EXPECT_FALSE(after->config.handlers);
  EXPECT_FALSE(after->image_flat);
  EXPECT_TRUE(after->decisions.empty());
}

TEST(Recording, TheSameRunIsTheSameFile) {
  EXPECT_EQ(write_recording(test::sample_recording()), write_recording(test::sample_recording()));
}

TEST(Recording, IsSmallForALongSchedule) {
  Recording recording;
  for (int i = 0; i < 100'000; ++i)
    recording.decisions.emplace_back(decisions::Run{static_cast<CoreId>(i % 4), 100});
  EXPECT_LT(write_recording(recording).size(), 10'000u);
}

std::string error_of(const Bytes& file) {
  const auto parsed = parse_recording(file, "x.rec");
  return parsed ? "no error" : parsed.error().text;
}

auto says(const char* what) {
  return AllOf(StartsWith("x.rec: "), HasSubstr(what), Not(HasSubstr("\n")));
}

TEST(BadRecording, OtherFiles) {
  EXPECT_THAT(error_of({}), says("is empty"));
  EXPECT_THAT(error_of({0x7F, 'E', 'L', 'F'}), says("is no recording"));
  Bytes newer = write_recording({});
  newer[8] = 2;
  EXPECT_THAT(error_of(newer), says("of version 2, and this program reads version 1"));
}

TEST(BadRecording, EveryTruncationAndEveryChangedByteIsNoticed) {
  const Bytes whole = write_recording(test::sample_recording());
  for (std::size_t size = 8; size < whole.size(); ++size)
    EXPECT_THAT(error_of(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size))),
                says("again"))
        << size;
  for (std::size_t at = 0; at < whole.size(); ++at) {
    Bytes changed = whole;
    changed[at] ^= 0x55;
    EXPECT_THAT(error_of(changed), StartsWith("x.rec: ")) << at;
  }
  Bytes longer = whole;
  longer.push_back(0);
  EXPECT_THAT(error_of(longer), says("goes on after its end"));
}

/// A recording whose contents are changed before they are packed.
std::string error_with(const std::function<void(json&)>& change) {
  const auto contents = unseal(write_recording(test::sample_recording()));
  json map = json::from_cbor(*contents);
  change(map);
  return error_of(seal(json::to_cbor(map)));
}

TEST(BadRecording, EveryMissingFieldIsNamed) {
  const json whole = json::from_cbor(*unseal(write_recording(test::sample_recording())));
  for (const auto& field : whole.items()) {
    const std::string& name = field.key();
    if (name == "image_flat" || name == "modules" || name == "symbols") continue;  // may be missing
    EXPECT_THAT(error_with([&](json& map) { map.erase(name); }),
                says(("field '" + name + "' is missing").c_str()));
    EXPECT_THAT(error_with([&](json& map) { map[name] = 1.5; }),
                says(("field '" + name + "' is no ").c_str()));
  }
  for (const auto& field : whole["machine"].items()) {
    const std::string& name = field.key();
    EXPECT_THAT(error_with([&](json& map) { map["machine"][name] = nullptr; }),
                says(("field '" + name + "' is no ").c_str()));
  }
}

TEST(BadRecording, ValuesOutOfRange) {
  const auto machine = [](const char* name, const json& value) {
    return error_with([&](json& map) { map["machine"][name] = value; });
  };
  EXPECT_THAT(machine("cores", 0u), says("number from 1 to 16"));
  EXPECT_THAT(machine("cores", 17u), says("number from 1 to 16"));
  EXPECT_THAT(machine("ram_mb", 2048u), says("number from 16 to 1024"));
  EXPECT_THAT(machine("ipi", "telepathy"), says("known word"));
  EXPECT_THAT(error_with([](json& map) { map["schedule"] = "c0*1 boom"; }), says("\"boom\""));
  EXPECT_THAT(error_with([](json& map) { map["watched"] = {1u}; }), says("'watched'"));
}

TEST(BadRecording, NamesCannotBreakTheLine) {
  const auto contents = unseal(write_recording(test::sample_recording()));
  json map = json::from_cbor(*contents);
  map["image_name"] = "a\nb\033";
  EXPECT_EQ(parse_recording(seal(json::to_cbor(map)))->image_name, "a?b?");
}

TEST(BadRecording, ContentsThatAreNotOurs) {
  EXPECT_THAT(error_of(seal({})), says("truncated"));
  EXPECT_THAT(error_of(seal(json::to_cbor(json::array({1})))), says("no map"));
  EXPECT_THAT(error_of(seal(Bytes{0xA1, 1, 1})), says("no map"));  // a key that is no text
  EXPECT_THAT(error_of(seal(Bytes{0xA0, 0})), says("after the end"));
  EXPECT_THAT(error_of(seal(Bytes{0xC0, 0xA0})), says("a tag"));
  EXPECT_THAT(error_of(seal(Bytes{0xBF, 0xFF})), says("not given"));  // unknown length
  EXPECT_THAT(error_of(seal(Bytes{0xA1, 0x7B, 255, 255, 255, 255, 255, 255, 255, 255})),
              says("longer than the rest"));
  EXPECT_THAT(error_of(seal(Bytes{0x9B, 255, 255, 255, 255, 255, 255, 255, 255})),
              says("more values than bytes"));
}

TEST(BadRecording, DepthAndNumberAreBounded) {
  EXPECT_THAT(error_of(seal(Bytes(1'000'000, 0x81))), says("nested too deeply"));  // [[[[...
  EXPECT_THAT(error_of(seal(Bytes(1'000'000, 0x7F))), says("not given"));  // strings in strings
  json many = json::array();
  for (std::size_t i = 0; i <= kMostValues; ++i) many.push_back(1u);
  EXPECT_THAT(error_of(seal(json::to_cbor(many))), says("too many values"));
}

TEST(BadRecording, AnEnormousClaimIsRefusedAtTheBound) {
  const Bytes bomb = seal(Bytes(64u << 20, 0));
  EXPECT_LT(bomb.size(), 10'000u);
  const auto unpacked = unseal(bomb, 32u << 20);
  ASSERT_FALSE(unpacked);
  EXPECT_THAT(unpacked.error().text, HasSubstr("more than 33554432 bytes"));
  EXPECT_TRUE(unseal(bomb, 64u << 20));
}

TEST(RecordingFile, ReplacesTheOldOneWhole) {
  const auto folder = std::filesystem::path(testing::TempDir()) / "vectorscope-recordings";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directory(folder);
  const std::string path = folder / "run.rec";
  ASSERT_TRUE(save_recording(path, {}));
  ASSERT_TRUE(save_recording(path, test::sample_recording()));
  const auto loaded = load_recording(path);
  ASSERT_TRUE(loaded) << loaded.error().text;
  EXPECT_EQ(loaded->title, "lab dead-holder, published");
  // Nothing else was left behind.
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder), {}), 1);
}

TEST(RecordingFile, PathsThatCannotBe) {
  const auto error = [](const Result<void>& result) {
    return result ? "no error" : result.error().text;
  };
  EXPECT_THAT(error(save_recording("/no/such/folder/x", {})),
              StartsWith("/no/such/folder/x: cannot be written"));
  EXPECT_THAT(error(save_recording(testing::TempDir(), {})), HasSubstr("not a regular file"));
  EXPECT_THAT(error(save_recording("/dev/null", {})), HasSubstr("not a regular file"));
  EXPECT_THAT(load_recording("/no/such/x").error().text, StartsWith("/no/such/x: cannot be read"));
}

}  // namespace
}  // namespace vectorscope
