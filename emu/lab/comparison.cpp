// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/lab/comparison.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>

#include <fmt/format.h>

namespace vectorscope {
namespace {

constexpr std::string_view kControl = "-none";

/// Two checkers may count something of the same name.
std::string column_name(const Lab& lab, const RunResult& run, std::size_t checker,
                        const std::string& premise) {
  const auto counts_it = [&](const Verdict& verdict) {
    return std::any_of(verdict.premises.begin(), verdict.premises.end(),
                       [&](const Premise& each) { return each.name == premise; });
  };
  const auto times = std::count_if(run.verdicts.begin(), run.verdicts.end(), counts_it);
  return times > 1 ? lab.checkers[checker].kind + ": " + premise : premise;
}

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + '"';
}

}  // namespace

void Comparison::add(const Lab& the_lab, const VariantResult& result) {
  lab = the_lab.name;
  title = the_lab.title;
  ComparisonRow row;
  row.variant = row.group = result.variant;
  row.control = row.variant.size() > kControl.size() && row.variant.ends_with(kControl);
  if (row.control) row.group.erase(row.group.size() - kControl.size());
  row.outcome = result.outcome;
  row.schedule = result.shown.schedule;
  for (std::size_t checker = 0; checker < result.directed.verdicts.size(); ++checker) {
    const bool last = checker + 1 == result.directed.verdicts.size();
    if (last && rows.empty()) first_of_last = columns.size();
    for (const auto& premise : result.directed.verdicts[checker].premises)
      set(row, column_name(the_lab, result.directed, checker, premise.name), premise.count);
  }
  if (!result.random.empty()) {
    const auto held = std::count_if(result.random.begin(), result.random.end(),
                                    [](const auto& run) { return run.outcome == Outcome::Holds; });
    set(row, "random schedules", result.random.size());
    set(row, "random schedules that do not hold",
        result.random.size() - static_cast<std::size_t>(held));
  }
  rows.push_back(std::move(row));
  for (auto& each : rows) each.values.resize(columns.size());
}

void Comparison::set(ComparisonRow& row, const std::string& name, std::uint64_t value) {
  auto at = column(name);
  if (!at) {
    at = columns.size();
    columns.push_back(name);
  }
  row.values.resize(std::max(row.values.size(), columns.size()));
  row.values[*at] = value;
}

std::optional<std::size_t> Comparison::column(const std::string& name) const {
  const auto found = std::find(columns.begin(), columns.end(), name);
  if (found == columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns.begin());
}

std::vector<std::size_t> Comparison::telling_columns() const {
  std::vector<std::size_t> order(columns.size()), telling;
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::rotate(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(first_of_last),
              order.end());
  const auto all_rows = [this](auto holds) { return std::all_of(rows.begin(), rows.end(), holds); };
  for (const auto at : order) {
    const bool constant =
        all_rows([&](const auto& row) { return row.values[at] == rows.front().values[at]; });
    const bool said = std::any_of(telling.begin(), telling.end(), [&](std::size_t other) {
      return all_rows([&](const auto& row) { return row.values[at] == row.values[other]; });
    });
    if (!constant && !said) telling.push_back(at);
  }
  return telling.empty() ? order : telling;
}

bool Comparison::has_controls() const {
  return std::any_of(rows.begin(), rows.end(), [](const auto& row) { return row.control; });
}

std::vector<std::string> Comparison::groups() const {
  std::vector<std::string> groups;
  for (const auto& row : rows)
    if (std::find(groups.begin(), groups.end(), row.group) == groups.end())
      groups.push_back(row.group);
  return groups;
}

const ComparisonRow* Comparison::row(const std::string& group, bool control) const {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const ComparisonRow& row) {
    return row.group == group && row.control == control;
  });
  return found == rows.end() ? nullptr : &*found;
}

namespace {

constexpr const char *kMeasure = "measure", *kCores = "cores", *kBackoff = "backoff",
                     *kOutcome = "outcome";

/// A measured table, cell by cell.
class MeasuredRows {
 public:
  MeasuredRows(const Table& table, const std::string& measure, unsigned cores) : table_(table) {
    for (const auto& row : table.rows)
      if (cell(row, kMeasure) == measure && cell(row, kCores) == std::to_string(cores))
        rows_.push_back(&row);
    for (const auto* row : rows_)
      if (usual_backoff_.empty() && !is_control(*row)) usual_backoff_ = cell(*row, kBackoff);
    const auto outcome = place(kOutcome);
    for (std::size_t at = 0; at < table.columns.size(); ++at) {
      if (at > outcome && said(at)) counts_.push_back(at);
      if (at < outcome && table.columns[at] != kBackoff && varies(at)) keys_.push_back(at);
    }
  }

  [[nodiscard]] const std::vector<const std::vector<std::string>*>& rows() const { return rows_; }
  [[nodiscard]] const std::vector<std::size_t>& counts() const { return counts_; }
  [[nodiscard]] std::string cell(const std::vector<std::string>& row,
                                 const std::string& name) const {
    const auto at = place(name);
    return at < row.size() ? row[at] : "";
  }
  [[nodiscard]] std::string group(const std::vector<std::string>& row) const {
    std::string group;
    for (const auto key : keys_)
      if (!row[key].empty()) group += (group.empty() ? "" : " ") + word(key, row[key]);
    const auto backoff = cell(row, kBackoff);
    if (!is_control(row) && backoff != usual_backoff_) group += " back-off " + backoff;
    return group;
  }
  [[nodiscard]] bool is_control(const std::vector<std::string>& row) const {
    return cell(row, kBackoff) == "none";
  }

 private:
  [[nodiscard]] std::size_t place(const std::string& name) const {
    return static_cast<std::size_t>(std::find(table_.columns.begin(), table_.columns.end(), name) -
                                    table_.columns.begin());
  }
  /// "on" alone says nothing.
  [[nodiscard]] std::string word(std::size_t key, const std::string& value) const {
    return value == "on" || value == "off" ? table_.columns[key] + "=" + value : value;
  }
  [[nodiscard]] bool said(std::size_t at) const {
    return std::any_of(rows_.begin(), rows_.end(),
                       [&](const auto* row) { return !(*row)[at].empty(); });
  }
  [[nodiscard]] bool varies(std::size_t at) const {
    return std::any_of(rows_.begin(), rows_.end(),
                       [&](const auto* row) { return (*row)[at] != (*rows_.front())[at]; });
  }

  const Table& table_;
  std::vector<const std::vector<std::string>*> rows_;
  std::vector<std::size_t> keys_, counts_;
  std::string usual_backoff_;
};

std::optional<std::uint64_t> count_of(const std::string& cell) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (cell.empty() || error != std::errc{} || end != cell.data() + cell.size()) return std::nullopt;
  return value;
}

}  // namespace

Comparison comparison_of(const Lab& lab, const Table& table, const std::string& measure,
                         unsigned cores) {
  const MeasuredRows measured(table, measure, cores);
  Comparison comparison;
  comparison.lab = lab.name;
  comparison.title =
      fmt::format("{}: {} with {} {}", lab.title, measure, cores, cores == 1 ? "core" : "cores");
  for (const auto at : measured.counts()) comparison.columns.push_back(table.columns[at]);
  for (const auto* cells : measured.rows()) {
    ComparisonRow row;
    row.group = measured.group(*cells);
    row.control = measured.is_control(*cells);
    row.variant = row.group + (row.control ? std::string(kControl) : "");
    for (const auto at : measured.counts()) row.values.push_back(count_of((*cells)[at]));
    const auto outcome = measured.cell(*cells, kOutcome);
    row.measured = outcome;
    row.outcome = outcome == kViolated   ? Outcome::Violated
                  : outcome == kComplete ? Outcome::Holds
                                         : Outcome::NotExercised;
    comparison.rows.push_back(std::move(row));
  }
  return comparison;
}

std::string outcome_of(const ComparisonRow& row) {
  return row.measured.empty() ? outcome_word(row.outcome) : row.measured;
}

std::string comparison_csv(const Comparison& comparison) {
  std::string csv = "variant,verdict";
  for (const auto& column : comparison.columns) csv += "," + quoted(column);
  csv += "\r\n";
  for (const auto& row : comparison.rows) {
    csv += quoted(row.variant) + "," + outcome_of(row);
    for (const auto& value : row.values) csv += value ? fmt::format(",{}", *value) : ",";
    csv += "\r\n";
  }
  return csv;
}

}  // namespace vectorscope
