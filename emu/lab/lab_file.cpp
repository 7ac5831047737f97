// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/lab/lab_file.hpp"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <sstream>

#include <fmt/format.h>

#include "emu/base/file.hpp"
#include "emu/lab/checker_kinds.hpp"
#include "emu/lab/toml_table.hpp"
#include "emu/machine/ipi_names.hpp"
#include "emu/schedule/policy.hpp"

namespace vectorscope {
namespace {

constexpr std::uint64_t kMostSteps = 10'000'000'000;
constexpr std::uint64_t kLargestNumber = 100'000'000;  // in a checker
constexpr std::uint64_t kLargestFile = 1u << 20;

class LabReader {
 public:
  explicit LabReader(const std::string& file) : file_(file) {}

  Lab read(const toml::table& root) {
    const TomlTable table(root, file_,
                          {"title", "claim", "question", "do", "look", "means", "repair", "notes",
                           "machine", "variant", "script", "random", "checker", "measure"});
    lab_.name = std::filesystem::path(file_).stem().string();
    lab_.title = table.text("title");
    lab_.claim = table.text("claim");
    lab_.question = table.text("question", "");
    lab_.instructions = table.text("do");
    lab_.look = table.text("look");
    lab_.means = table.text("means");
    lab_.repair = table.text("repair");
    lab_.notes = table.text("notes", "");
    machine(table.table("machine"));
    for (const auto* each : table.tables("variant")) variant(*each);
    directed(table.table("script"));
    random(table.table("random"));
    for (const auto* each : table.tables("checker")) lab_.checkers.push_back(checker(*each));
    if (table.has("measure")) {
      for (const auto* each : table.tables("measure")) measure(*each);
    }
    return std::move(lab_);
  }

 private:
  void machine(const toml::table& node) {
    const TomlTable table(node, file_, {"cores", "ram", "ipi", "intr", "memory", "cmdline"});
    lab_.machine.cores = static_cast<unsigned>(table.number("cores", 1, kMaxCores, 2));
    lab_.machine.ram_mb = static_cast<unsigned>(table.number("ram", 16, 1024, 64));
    lab_.machine.ipi = ipi(table).value_or(lab_.machine.ipi);
    lab_.machine.intr = intr(table).value_or(lab_.machine.intr);
    lab_.machine.cmdline = table.text("cmdline");
    lab_.machine.memory = memory(table).value_or(lab_.machine.memory);
  }

  static std::optional<MemoryModel> memory(const TomlTable& table) {
    if (!table.has("memory")) return std::nullopt;
    const auto name = table.text("memory");
    if (name != "sc" && name != "tso")
      table.wrong("memory", fmt::format("memory '{}' is neither sc nor tso", name));
    return name == "tso" ? MemoryModel::Tso : MemoryModel::Sc;
  }

  static std::optional<IpiModel> ipi(const TomlTable& table) {
    if (!table.has("ipi")) return std::nullopt;
    const auto name = table.text("ipi");
    const auto model = ipi_model_named(name);
    if (!model) {
      table.wrong("ipi",
                  fmt::format("ipi '{}' is none of {}", name, fmt::join(kIpiModelNames, ", ")));
    }
    return model;
  }

  static std::optional<IntrRouting> intr(const TomlTable& table) {
    if (!table.has("intr")) return std::nullopt;
    const auto name = table.text("intr");
    if (name != "bsp" && name != "any")
      table.wrong("intr", fmt::format("intr '{}' is neither bsp nor any", name));
    return name == "any" ? IntrRouting::AnyCore : IntrRouting::FirstCore;
  }

  void variant(const toml::table& node) {
    const TomlTable table(
        node, file_,
        {"name", "switches", "expected", "ipi", "intr", "memory", "handles", "locks", "cores"});
    const auto name = table.text("name");
    if (lab_.variant(name)) table.wrong("name", fmt::format("variant '{}' is there twice", name));
    const auto expected = table.text("expected");
    if (expected != "holds" && expected != "violated") {
      table.wrong("expected", fmt::format("expected '{}' is neither holds nor violated", expected));
    }
    lab_.variants.push_back({name, table.text("switches"), ipi(table), intr(table), memory(table),
                             table.text("handles", ""), table.text("locks", ""), cores(table)});
    lab_.expected.push_back(expected == "holds" ? Outcome::Holds : Outcome::Violated);
  }

  [[nodiscard]] std::optional<unsigned> cores(const TomlTable& table) const {
    if (!table.has("cores")) return std::nullopt;
    const auto least = lab_.machine.cores;
    return static_cast<unsigned>(table.number("cores", least, kMaxCores, least));
  }

  void directed(const toml::table& node) {
    const TomlTable table(node, file_, {"policy", "budget", "lines"});
    plan(table, lab_.directed, lab_.machine.cores);
  }

  void plan(const TomlTable& table, DirectedPlan& plan, unsigned cores) const {
    plan.policy = table.text("policy", plan.policy);
    if (const auto policy = make_policy(plan.policy); !policy) {
      table.wrong("policy", policy.error().text);
    }
    plan.budget = table.number("budget", 1, kMostSteps, plan.budget);
    plan.script = script(table, cores);
  }

  void random(const toml::table& node) {
    const TomlTable table(node, file_, {"schedules", "seed", "budget", "lines"});
    auto& plan = lab_.random;
    plan.schedules = static_cast<unsigned>(table.number("schedules", 0, 1'000'000, plan.schedules));
    plan.seed = table.number("seed", 0, std::numeric_limits<std::int64_t>::max(), plan.seed);
    plan.budget = table.number("budget", 1, kMostSteps, plan.budget);
    plan.script = script(table, lab_.machine.cores);
  }

  // A multi-line text begins on the line of its quotes; TOML drops the first
  // line break, so its first line is the next one of the file.
  Script script(const TomlTable& table, unsigned cores) const {
    Script script;
    std::istringstream text(table.text("lines"));
    int line = table.line_of("lines");
    const bool one_line = text.str().find('\n') == std::string::npos;
    for (std::string words; std::getline(text, words);) {
      if (!one_line) ++line;
      const auto comment = words.find('#');
      const auto said = comment == std::string::npos ? "" : trimmed(words.substr(comment + 1));
      words = trimmed(words.substr(0, comment));
      if (words.empty()) continue;
      auto statement = parse_statement(words, cores);
      if (!statement) table.wrong(line, fmt::format("'{}': {}", words, statement.error().text));
      statement->line = line;
      statement->words = said;
      script.push_back(std::move(*statement));
    }
    if (script.empty()) table.wrong("lines", "the script has no lines");
    return script;
  }

  static std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string::npos) return "";
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
  }

  // Its script may name only cores that there always are.
  void measure(const toml::table& node) {
    const TomlTable table(node, file_,
                          {"name", "cmdline", "least-cores", "most-cores", "policy", "budget",
                           "lines", "row", "checker"});
    MeasurePlan measure;
    measure.name = table.text("name");
    measure.cmdline = table.text("cmdline");
    measure.least_cores = static_cast<unsigned>(table.number("least-cores", 1, kMaxCores, 1));
    measure.most_cores = static_cast<unsigned>(
        table.number("most-cores", measure.least_cores, kMaxCores, measure.least_cores));
    plan(table, measure.run, measure.least_cores);
    for (const auto* each : table.tables("row")) measure.rows.push_back(row(*each));
    for (const auto* each : table.tables("checker")) measure.checkers.push_back(checker(*each));
    lab_.measures.push_back(std::move(measure));
  }

  Variant row(const toml::table& node) const {
    const TomlTable table(node, file_, {"switches", "locks"});
    Variant row;
    row.name = row.switches = table.text("switches");
    row.locks = table.text("locks", "");
    return row;
  }

  CheckerSpec checker(const toml::table& node) const {
    CheckerSpec spec;
    const auto& kind = checker_kind(node);
    std::vector<std::string_view> known = {"kind"};
    for (const auto& key : kind.keys) known.push_back(key.name);
    const TomlTable table(node, file_, known);
    spec.kind = kind.name;
    for (const auto& key : kind.keys) {
      const std::string name(key.name);
      if (key.holds == CheckerKey::Holds::Number) {
        spec.numbers[name] =
            table.number(name, key.otherwise > 0 ? 1 : 0, kLargestNumber, key.otherwise);
      } else if (key.required || table.has(name)) {
        spec.functions[name] = table.text_or_texts(name);
      }
    }
    return spec;
  }

  const CheckerKind& checker_kind(const toml::table& node) const {
    std::vector<std::string_view> every_key;
    for (const auto& [key, value] : node) every_key.push_back(key.str());
    const TomlTable table(node, file_, every_key);
    const auto name = table.text("kind");
    std::vector<std::string_view> names;
    for (const auto& kind : checker_kinds()) {
      if (name == kind.name) return kind;
      names.push_back(kind.name);
    }
    table.wrong("kind", fmt::format("checker '{}' is none of {}", name, fmt::join(names, ", ")));
  }

  const std::string& file_;
  Lab lab_;
};

}  // namespace

Result<Lab> parse_lab(std::string_view text, const std::string& file) {
  return parsed_toml(text, file,
                     [&](const toml::table& root) { return LabReader(file).read(root); });
}

Result<Lab> load_lab(const std::string& name_or_path) {
  for (const auto& lab : bundled_labs()) {
    if (lab.name == name_or_path) {
      return parse_lab(lab.text, fmt::format("assets/labs/{}.toml", lab.name));
    }
  }
  if (!std::filesystem::exists(name_or_path)) {
    std::vector<std::string_view> names;
    for (const auto& lab : bundled_labs()) names.push_back(lab.name);
    return fail(fmt::format("{}: no such lab and no such file; the labs are {}", name_or_path,
                            fmt::join(names, ", ")));
  }
  return read_file(name_or_path, kLargestFile).and_then([&](const auto& bytes) {
    return parse_lab({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, name_or_path);
  });
}

}  // namespace vectorscope
