// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/trace/event.hpp"

#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "emu/load/image.hpp"
#include "emu/trace/csv.hpp"
#include "emu/trace/json.hpp"
#include "emu/trace/words.hpp"

namespace vectorscope {
namespace {

Symbols kernel() {
  return Symbols({{0x1000, 0x100, true, "pmm_alloc_normal"}, {0x1100, 0x100, true, "pmm_alloc_busy"}});
}

/// One of each kind of event, by its place in the variant.
template <std::size_t... I>
std::vector<EventBody> one_of_each(std::index_sequence<I...>) {
  return {EventBody(std::in_place_index<I>)...};
}
std::vector<EventBody> one_of_each() {
  return one_of_each(std::make_index_sequence<std::variant_size_v<EventBody>>());
}

TEST(Event, EveryKindHasItsOwnName) {
  std::set<std::string> names;
  for (const EventBody& body : one_of_each()) names.insert(event_name(body));
  EXPECT_EQ(names.size(), std::variant_size_v<EventBody>);
}

TEST(Event, EveryKindHasWords) {
  for (const EventBody& body : one_of_each())
    EXPECT_GT(describe_event({1, 0, body}, nullptr).size(), std::string("core 0: ").size());
}

TEST(Event, SwapNamesBothHandlers) {
  const Symbols symbols = kernel();
  const Event swap{7, 1, events::SlotSwap{0x80, 0x1000, 0x1100, 0x1234}};
  EXPECT_EQ(describe_event(swap, &symbols), "core 1: slot 0x80 pmm_alloc_normal \u2192 pmm_alloc_busy");
  EXPECT_EQ(describe_event(swap, nullptr), "core 1: slot 0x80 0x00001000 \u2192 0x00001100");
}

TEST(Event, AnswerIsSigned) {
  const Symbols symbols = kernel();
  EXPECT_EQ(describe_event({7, 1, events::FunctionExit{0x1100, 0xFFFFFFFF}}, &symbols),
            "core 1: pmm_alloc_busy answers -1");
}

TEST(Event, AMarkSaysWhatTheGuestWroteAndNothingUnprintable) {
  events::GuestMark mark{MarkSays::Begin, 7, {'b', 'u', 's', 'y', '\n', '\0', 'x'}};
  EXPECT_EQ(describe_event({7, 1, mark}, nullptr), "core 1: marks begin 7: busy?");
  mark.text.fill('z');  // no 0 at the end
  EXPECT_EQ(mark_text(mark.text), std::string(24, 'z'));
}

TEST(Words, GroupsOfThree) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(940), "940");
  EXPECT_EQ(grouped(18940), "18\u202F940");
  EXPECT_EQ(grouped(1234567), "1\u202F234\u202F567");
}

std::vector<std::string> lines_of(const EventLog& log) {
  std::ostringstream out;
  write_events_csv(out, log, kernel());
  std::vector<std::string> lines;
  std::string text = out.str();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find("\r\n", at);
    lines.push_back(text.substr(at, end - at));
    at = end + 2;
  }
  return lines;
}

TEST(Csv, HeaderThenOneLinePerEvent) {
  EventLog log;
  log.append({18700, 1, events::SlotSwap{0x80, 0x1000, 0x1100, 0x1234}});
  log.append({18701, kNoCore, events::IrqRaised{4}});
  const auto lines = lines_of(log);
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0].substr(0, 26), "step,core,event,vector,slo");
  EXPECT_EQ(lines[1],
            "18700,1,slot-swap,,0x80,,,,0x00001234,,pmm_alloc_busy,0x00001000,0x00001100,,,,,"
            "core 1: slot 0x80 pmm_alloc_normal \u2192 pmm_alloc_busy");
  EXPECT_EQ(lines[2], "18701,,irq-raised,,,4,,,,,,,,,,,,board: IRQ 4 raised");
}

TEST(Csv, EveryKindFillsEveryColumn) {
  EventLog log;
  for (const EventBody& body : one_of_each()) log.append({1, 0, body});
  const auto lines = lines_of(log);
  const auto commas = [](const std::string& line) {
    bool quoted = false;
    int count = 0;
    for (const char c : line) {
      if (c == '"') quoted = !quoted;
      count += c == ',' && !quoted;
    }
    return count;
  };
  for (const std::string& line : lines) EXPECT_EQ(commas(line), commas(lines[0])) << line;
}

TEST(Csv, QuotesWhatMustBeQuoted) {
  EXPECT_EQ(csv_field("plain"), "plain");
  EXPECT_EQ(csv_field("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_field("say \"x\""), "\"say \"\"x\"\"\"");
  EXPECT_EQ(csv_field("two\nlines"), "\"two\nlines\"");
}

TEST(JsonText, QuotesWhatMustBeQuotedAndNothingElse) {
  EXPECT_EQ(json_text("a\"b\\c\n\x01"), "\"a\\\"b\\\\c\\u000a\\u0001\"");
  EXPECT_EQ(json_text("\xC3\xA4 \xE2\x82\xAC"), "\"\xC3\xA4 \xE2\x82\xAC\"");
  EXPECT_EQ(json_text("\xFF\xC3"), "\"\\ufffd\\ufffd\"");
}

}  // namespace
}  // namespace vectorscope
