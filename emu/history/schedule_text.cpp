// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/history/schedule_text.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <limits>
#include <optional>

#include <fmt/format.h>

namespace vectorscope {
namespace {

using namespace decisions;

constexpr std::string_view kSpace = " \t\r\n";

/// Appends each kind of decision to a line.
struct Printer {
  std::back_insert_iterator<std::string> out;

  void operator()(const Run& d) { fmt::format_to(out, "c{}*{}", d.core, d.steps); }
  void operator()(const RunRound& d) {
    fmt::format_to(out, "round{}:{}*{}", d.first, d.quantum, d.steps);
  }
  void operator()(const Kill& d) { fmt::format_to(out, "kill{}", d.core); }
  void operator()(const Freeze& d) { fmt::format_to(out, "freeze{}", d.core); }
  void operator()(const Thaw& d) { fmt::format_to(out, "thaw{}", d.core); }
  void operator()(const DropIpi& d) { fmt::format_to(out, "drop{}", d.core); }
  void operator()(const DelayIpi& d) { fmt::format_to(out, "delay{}:{}", d.core, d.cycles); }
  void operator()(const Spurious& d) { fmt::format_to(out, "spurious{}", d.line); }
  void operator()(const FlipBit& d) { fmt::format_to(out, "flip0x{:x}:{}", d.address, d.bit); }
  void operator()(const FlipRegister& d) {
    fmt::format_to(out, "flipreg{}:{}:{}", d.core, d.number, d.bit);
  }
  void operator()(const RaiseIrq& d) { fmt::format_to(out, "irq{}", d.line); }
  void operator()(const Key& d) { fmt::format_to(out, "key0x{:02x}", d.scancode); }
  void operator()(const SerialIn& d) { fmt::format_to(out, "serial0x{:02x}", d.byte); }
  void operator()(const Drain& d) { fmt::format_to(out, "drain{}", d.core); }
  void operator()(const Poke& d) { fmt::format_to(out, "poke0x{:x}=0x{:x}", d.address, d.value); }
};

/// Reads one word from left to right; what does not fit stays unread.
class Reader {
 public:
  explicit Reader(std::string_view word) : rest_(word) {}

  bool text(std::string_view expected) {
    if (!rest_.starts_with(expected)) return false;
    rest_.remove_prefix(expected.size());
    return true;
  }

  template <class T>
  bool number(T& value, std::uint64_t most = std::numeric_limits<T>::max()) {
    const int base = text("0x") ? 16 : 10;
    std::uint64_t parsed = 0;
    const auto [end, error] = std::from_chars(rest_.begin(), rest_.end(), parsed, base);
    if (error != std::errc() || parsed > most) return false;
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.begin()));
    value = static_cast<T>(parsed);
    return true;
  }

  bool core(CoreId& value) { return number(value, kMaxCores - 1); }
  [[nodiscard]] bool done() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

bool read(Reader& in, Run& d) {
  return in.text("c") && in.core(d.core) && in.text("*") && in.number(d.steps);
}
bool read(Reader& in, RunRound& d) {
  return in.text("round") && in.core(d.first) && in.text(":") && in.number(d.quantum) &&
         in.text("*") && in.number(d.steps);
}
bool read(Reader& in, Kill& d) { return in.text("kill") && in.core(d.core); }
bool read(Reader& in, Freeze& d) { return in.text("freeze") && in.core(d.core); }
bool read(Reader& in, Thaw& d) { return in.text("thaw") && in.core(d.core); }
bool read(Reader& in, DropIpi& d) { return in.text("drop") && in.core(d.core); }
bool read(Reader& in, RaiseIrq& d) { return in.text("irq") && in.number(d.line, 15); }
bool read(Reader& in, Key& d) { return in.text("key") && in.number(d.scancode); }
bool read(Reader& in, SerialIn& d) { return in.text("serial") && in.number(d.byte); }
bool read(Reader& in, Drain& d) { return in.text("drain") && in.core(d.core); }
bool read(Reader& in, Poke& d) {
  return in.text("poke") && in.number(d.address) && in.text("=") && in.number(d.value);
}

bool read(Reader& in, DelayIpi& d) {
  return in.text("delay") && in.core(d.core) && in.text(":") && in.number(d.cycles);
}
bool read(Reader& in, Spurious& d) { return in.text("spurious") && in.number(d.line, 15); }
bool read(Reader& in, FlipBit& d) {
  return in.text("flip") && in.number(d.address) && in.text(":") && in.number(d.bit, 7);
}
bool read(Reader& in, FlipRegister& d) {
  return in.text("flipreg") && in.core(d.core) && in.text(":") && in.number(d.number, 9) &&
         in.text(":") && in.number(d.bit, 31);
}

/// The first kind of decision that takes the whole word.
template <std::size_t kind = 0>
std::optional<Decision> parse_word(std::string_view word) {
  if constexpr (kind == std::variant_size_v<Decision>) {
    return std::nullopt;
  } else {
    std::variant_alternative_t<kind, Decision> decision{};
    Reader in(word);
    if (read(in, decision) && in.done()) return decision;
    return parse_word<kind + 1>(word);
  }
}

std::string quoted(std::string_view word) {
  std::string text(word.substr(0, 40));
  std::ranges::replace_if(text, [](char c) { return c < 0x20 || c > 0x7E; }, '?');
  return '"' + text + '"';
}

}  // namespace

std::string print_decision(const Decision& decision) {
  std::string text;
  std::visit(Printer{std::back_inserter(text)}, decision);
  return text;
}

std::string print_schedule(const std::vector<Decision>& decisions) {
  std::string text;
  for (const Decision& decision : decisions) {
    if (!text.empty()) text += ' ';
    std::visit(Printer{std::back_inserter(text)}, decision);
  }
  return text;
}

Result<std::vector<Decision>> parse_schedule(std::string_view text) {
  std::vector<Decision> decisions;
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(kSpace), text.size()));
    if (text.empty()) return decisions;
    if (decisions.size() == kMostDecisions)
      return fail(fmt::format("the schedule has more than {} decisions; record less",
                              kMostDecisions));
    const std::string_view word = text.substr(0, text.find_first_of(kSpace));
    const auto decision = parse_word(word);
    if (!decision)
      return fail(fmt::format("the schedule's decision {}, {}, is none; write c0*120, "
                              "round0:100*5000, kill0, freeze0, thaw0, drop0, irq1, key0x1e, "
                              "serial0x41, drain0, poke0x101000=0x5, delay0:100, spurious7, flip0x1000:3 "
                              "or flipreg0:0:31",
                              decisions.size() + 1, quoted(word)));
    decisions.push_back(*decision);
    text.remove_prefix(word.size());
  }
}

}  // namespace vectorscope
