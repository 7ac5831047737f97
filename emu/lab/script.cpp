// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/lab/script.hpp"

#include <charconv>
#include <optional>
#include <sstream>

#include <fmt/format.h>

namespace vectorscope {
namespace {

std::optional<unsigned> number(std::string_view text) {
  const int base = text.starts_with("0x") ? 16 : 10;
  if (base == 16) text.remove_prefix(2);
  unsigned value = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc{} || rest != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Reads one line word by word; the first thing wrong ends it.
class Parser {
 public:
  Parser(std::string_view text, unsigned cores) : cores_(cores) {
    std::istringstream stream{std::string(text)};
    for (std::string word; stream >> word;) words_.push_back(word);
  }

  Result<Statement> statement() {
    Statement statement;
    if (word() == "irq") {
      irq(statement);
    } else if (word() == "key") {
      key(statement);
    } else if (!fault(statement)) {
      until(statement);
    }
    if (error_.empty() && next_ < words_.size()) wrong(fmt::format("'{}' is too much", word()));
    if (!error_.empty()) return fail(error_);
    return statement;
  }

 private:
  [[nodiscard]] std::string word() const { return next_ < words_.size() ? words_[next_] : ""; }

  bool take(std::string_view expected) {
    if (word() != expected) return false;
    ++next_;
    return true;
  }

  void wrong(std::string text) {
    if (error_.empty()) error_ = std::move(text);
  }

  bool take_core(CoreId& core) {
    const auto text = word();
    if (text.size() < 2 || text[0] != 'c') return false;
    const auto value = number(std::string_view(text).substr(1));
    if (!value) return false;
    if (*value >= cores_) wrong(fmt::format("there is no core {}: the lab has {}", *value, cores_));
    core = static_cast<CoreId>(*value);
    ++next_;
    return true;
  }

  void irq(Statement& statement) {
    ++next_;
    const auto line = number(word());
    statement.kind = Statement::Kind::Irq;
    if (!line || *line > 15) return wrong(fmt::format("irq wants 0 to 15, not '{}'", word()));
    statement.irq = static_cast<std::uint8_t>(*line);
    ++next_;
  }

  void key(Statement& statement) {
    ++next_;
    const auto code = number(word());
    statement.kind = Statement::Kind::Key;
    if (!code || *code > 255)
      return wrong(fmt::format("key wants a byte of scan code set 1, like 0x1E, not '{}'", word()));
    statement.scancode = static_cast<std::uint8_t>(*code);
    ++next_;
  }

  bool fault(Statement& statement) {
    using enum Statement::Kind;
    if (take("kill"))
      statement.kind = Kill;
    else if (take("freeze"))
      statement.kind = Freeze;
    else if (take("thaw"))
      statement.kind = Thaw;
    else if (take("drop-ipi"))
      statement.kind = DropIpi;
    else if (take("drain"))
      statement.kind = Drain;
    else
      return false;
    if (!take_core(statement.core)) {
      wrong(fmt::format("a core like c0 belongs here, not '{}'", word()));
    }
    return true;
  }

  void until(Statement& statement) {
    using enum Statement::Subject;
    if (take("all"))
      statement.subject = All;
    else if (take("others"))
      statement.subject = Others;
    else if (take("any"))
      statement.subject = Any;
    else if (!take_core(statement.core)) {
      return wrong(
          fmt::format("'{}' is no subject (c0, all, others, any) and no fault (kill, "
                      "freeze, thaw, drop-ipi, drain, irq, key)",
                      word()));
    }
    if (!take("until")) return wrong(fmt::format("'until' belongs here, not '{}'", word()));
    do {
      statement.conditions.push_back(condition());
      if (statement.conditions.back().kind == Condition::Kind::Turn && statement.subject != Any)
        wrong("'turn' goes with 'any' only: nobody else takes turns");
    } while (error_.empty() && take("or"));
  }

  Condition condition() {
    Condition condition;
    if (take("verdict")) return {.kind = Condition::Kind::Verdict};
    if (take("violated")) return {.kind = Condition::Kind::Violated};
    if (take("done")) return {.kind = Condition::Kind::Done};
    if (take("turn")) return {.kind = Condition::Kind::Turn};
    who(condition);
    if (take("enters"))
      function(condition, Condition::Kind::Enters);
    else if (take("returns"))
      function(condition, Condition::Kind::Returns);
    else if (take("write"))
      slot(condition, Condition::Kind::Write);
    else if (take("reads"))
      slot(condition, Condition::Kind::Reads);
    else if (take("sleeps"))
      condition.kind = Condition::Kind::Sleeps;
    else if (take("takes"))
      vector(condition);
    else
      wrong(
          fmt::format("'{}' is no condition (enters F, returns F, write handles[V], reads "
                      "handles[V], takes V, sleeps, turn, verdict, violated, done)",
                      word()));
    const bool counts_cores =
        condition.kind == Condition::Kind::Enters || condition.kind == Condition::Kind::Returns;
    if (condition.is_for_every_core() && !counts_cores) {
      wrong("'every core' goes with enters or returns only");
    }
    return condition;
  }

  void who(Condition& condition) {
    if (take("every")) {
      condition.who = take("live") ? Condition::Who::EveryLiveCore : Condition::Who::EveryCore;
      if (!take("core")) wrong(fmt::format("'core' belongs here, not '{}'", word()));
    } else if (take_core(condition.core)) {
      condition.who = Condition::Who::Core;
    }
  }

  void function(Condition& condition, Condition::Kind kind) {
    condition.kind = kind;
    condition.function = word();
    if (condition.function.empty())
      wrong("a function's name is missing at the end");
    else
      ++next_;
  }

  void slot(Condition& condition, Condition::Kind kind) {
    condition.kind = kind;
    const auto text = word();
    const bool shaped = text.starts_with("handles[") && text.ends_with(']');
    const auto value =
        shaped ? number(std::string_view(text).substr(8, text.size() - 9)) : std::nullopt;
    if (!value || *value > 255) {
      return wrong(fmt::format("a slot like handles[0x80] belongs here, not '{}'", text));
    }
    condition.slot = static_cast<Vector>(*value);
    ++next_;
  }

  void vector(Condition& condition) {
    condition.kind = Condition::Kind::Takes;
    const auto value = number(word());
    if (!value || *value > 255)
      return wrong(fmt::format("'{}' is no vector from 0 to 255", word()));
    condition.slot = static_cast<Vector>(*value);
    ++next_;
  }

  unsigned cores_;
  std::vector<std::string> words_;
  std::size_t next_ = 0;
  std::string error_;
};

}  // namespace

Result<Statement> parse_statement(std::string_view text, unsigned cores) {
  auto statement = Parser(text, cores).statement();
  if (statement) statement->text = text;
  return statement;
}

}  // namespace vectorscope
