// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/session/lab_stage.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "emu/lab/lab_file.hpp"
#include "emu/lab/lab_run.hpp"
#include "emu/load/bundled.hpp"
#include "emu/session/watched_functions.hpp"

namespace vectorscope {
namespace {

constexpr Step kBoot = 2'000'000;  // far more than it takes

/// "all until every core enters ...": what comes before is the kernel's start.
bool is_boot(const Statement& line) {
  return line.kind == Statement::Kind::Until && line.subject == Statement::Subject::All &&
         std::any_of(line.conditions.begin(), line.conditions.end(),
                     [](const Condition& each) { return each.is_for_every_core(); });
}

constexpr Vector kPmmAlloc = 0x80;

/// The slot that the script names first, or that of the memory.
Vector slot_of(const Script& script) {
  for (const auto& line : script)
    for (const auto& condition : line.conditions)
      if (condition.slot != 0) return condition.slot;
  return kPmmAlloc;
}

/// From where the kernel has started to what matters last: the line before the
/// last one (which only lets everybody finish), or where a checker objected.
std::pair<Step, Step> steps_to_see(const Script& script, const RunResult& result) {
  const auto& reached = result.reached;
  if (reached.empty()) return {0, result.steps};
  const Step begin = is_boot(script.front()) ? reached.front() : 0;
  Step end = reached.size() > 1 ? reached[std::min(reached.size(), script.size() - 1) - 1] : begin;
  for (const auto& verdict : result.verdicts)
    if (verdict.outcome == Outcome::Violated) end = std::max(end, verdict.step);
  if (end <= begin) end = result.steps;
  const Step margin = (end - begin) / 8 + 1;
  return {begin - std::min(begin, margin), std::min(end + margin, result.steps)};
}

/// A lab's text is one paragraph, however its file breaks the lines.
std::string paragraph(const std::string& text) {
  std::string flowing;
  for (const char c : text) {
    if (c != '\n')
      flowing += c;
    else if (!flowing.empty() && flowing.back() != ' ')
      flowing += ' ';
  }
  while (!flowing.empty() && flowing.back() == ' ') flowing.pop_back();
  return flowing;
}

std::shared_ptr<const LabTexts> texts_of(const Lab& lab) {
  return std::make_shared<const LabTexts>(
      LabTexts{lab.name, lab.title, paragraph(lab.claim), paragraph(lab.question),
               paragraph(lab.instructions), paragraph(lab.look), paragraph(lab.means),
               paragraph(lab.repair), paragraph(lab.notes)});
}

/// What the lab names and what the panels colour.
std::vector<LinearAddress> functions_of(const Functions& lab, const Symbols& symbols) {
  auto all = functions_to_watch(symbols);
  for (const auto address : lab.all())
    if (std::find(all.begin(), all.end(), address) == all.end()) all.push_back(address);
  return all;
}

}  // namespace

LabStage::LabStage(Lab lab, const std::string& variant)
    : lab_(std::move(lab)), variant_(*lab_.variant(variant)), texts_(texts_of(lab_)) {}

Result<std::unique_ptr<LabStage>> LabStage::open(const LabChoice& choice) {
  auto lab = load_lab(choice.lab);
  if (!lab) return tl::unexpected(lab.error());
  const auto variant = choice.variant.empty() ? lab->variants.front().name : choice.variant;
  if (!lab->variant(variant)) return fail(no_such_variant(*lab, variant));
  std::unique_ptr<LabStage> stage(new LabStage(std::move(*lab), variant));
  stage->opened_ = choice.lab;
  stage->schedule_ = choice.schedule;
  if (auto ready = stage->prepare(); !ready) return tl::unexpected(ready.error());
  return stage;
}

Result<void> LabStage::prepare() {
  auto kernel = bundled_kernel(std::uint64_t{lab_.machine.ram_mb} << 20);
  if (!kernel) return tl::unexpected(kernel.error());
  kernel_ = std::make_shared<const Image>(std::move(*kernel));
  auto functions = Functions::of(lab_, kernel_->symbols);
  if (!functions) return tl::unexpected(functions.error());
  const auto config = variant_config(lab_, variant_, *kernel_);
  if (!config) return tl::unexpected(config.error());
  auto machine = Machine::create(*config, kernel_);
  if (!machine) return tl::unexpected(machine.error());
  machine_ = std::move(*machine);
  auto trial = Trial::begin(lab_, *functions, schedule_, *machine_);
  if (!trial) return tl::unexpected(trial.error());
  trial_ = std::move(*trial);
  machine_->watch_functions(functions_of(*functions, kernel_->symbols));
  return {};
}

std::string LabStage::title() const {
  return fmt::format("{}, {}", lab_.name, variant_.name);
}

void LabStage::boot() {
  if (is_boot(script().front())) trial_->play(kBoot, true);
}

bool LabStage::play(Step most, bool one_line) {
  return trial_->play(most, one_line) == ScriptRun::State::Going;
}

const Script& LabStage::script() const {
  return script_of(lab_, schedule_);
}

std::string LabStage::last_reached() const {
  const auto count = reached();
  if (count == 0) return "";
  return fmt::format("script, {} of {}: {}", count, script().size(), in_words(script()[count - 1]));
}

std::vector<ScriptLineView> LabStage::lines() const {
  std::vector<ScriptLineView> lines;
  const auto& reached = trial_->script().reached();
  for (const auto& line : script()) {
    const auto at = lines.size();
    lines.push_back({in_words(line), line.text,
                     at < reached.size() ? std::optional(reached[at]) : std::nullopt});
  }
  return lines;
}

StepCaptions LabStage::captions() const {
  return captions_of(script(), trial_->script().reached());
}

std::shared_ptr<const LabView> LabStage::view() const {
  auto view = std::make_shared<LabView>();
  view->texts = texts_;
  for (const auto& each : lab_.variants) view->variants.push_back(each.name);
  view->opened = opened_;
  view->variant = variant_.name;
  view->other = lab_.counterpart(variant_).name;
  view->switches = variant_.switches;
  view->locks = variant_.locks;
  view->schedule = schedule_;
  view->script = lines();
  view->reached = reached();
  const auto state = trial_->script().state();
  view->state = state == ScriptRun::State::Going  ? LabView::Script::Going
                : state == ScriptRun::State::Over ? LabView::Script::Over
                                                  : LabView::Script::Missed;
  view->missed = trial_->script().missed();
  view->by_hand = by_hand_;
  view->judged = trial_->judged();
  const auto result = trial_->result();
  view->slot = slot_of(script());
  std::tie(view->begin, view->end) = steps_to_see(script(), result);
  if (!view->judged) return view;
  view->outcome = result.outcome;
  view->as_expected = result.outcome == lab_.expectation(variant_);
  for (std::size_t at = 0; at < result.verdicts.size(); ++at)
    view->checkers.push_back({lab_.checkers[at].kind, result.verdicts[at]});
  return view;
}

}  // namespace vectorscope
