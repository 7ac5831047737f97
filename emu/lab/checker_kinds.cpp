// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/lab/checker_kinds.hpp"

#include <fmt/format.h>

#include "emu/check/acquisition_seen.hpp"
#include "emu/check/answer_arrives.hpp"
#include "emu/check/answered_at_once.hpp"
#include "emu/check/bounded_overtaking.hpp"
#include "emu/check/cost.hpp"
#include "emu/check/count_kept.hpp"
#include "emu/check/dead_holder_recovers.hpp"
#include "emu/check/distinct_pages.hpp"
#include "emu/check/gets_on.hpp"
#include "emu/check/handler_finishes.hpp"
#include "emu/check/interrupts_off.hpp"
#include "emu/check/irq_latency.hpp"
#include "emu/check/line_sharing.hpp"
#include "emu/check/mutual_exclusion.hpp"
#include "emu/check/no_lost_update.hpp"
#include "emu/check/own_acquisition.hpp"
#include "emu/check/owner_ends.hpp"
#include "emu/check/recovery_time.hpp"
#include "emu/check/section_irqs.hpp"
#include "emu/check/suspect_is_still.hpp"
#include "emu/lab/interrupt_checkers.hpp"

namespace vectorscope {
namespace {

CheckerKey needs(std::string_view name) {
  return {name, CheckerKey::Holds::Functions, true, 0};
}
CheckerKey takes(std::string_view name) {
  return {name, CheckerKey::Holds::Functions, false, 0};
}
CheckerKey number(std::string_view name, std::uint64_t otherwise) {
  return {name, CheckerKey::Holds::Number, false, otherwise};
}

std::unique_ptr<Checker> mutual_exclusion(const CheckerParts& parts) {
  return std::make_unique<MutualExclusion>(parts.name("work"), parts.all("work"), parts.busy());
}

std::unique_ptr<Checker> distinct_pages(const CheckerParts& parts) {
  return std::make_unique<DistinctPages>(parts.one("work"), parts.one("free"));
}

std::unique_ptr<Checker> dead_holder_recovers(const CheckerParts& parts) {
  return std::make_unique<DeadHolderRecovers>(
      DeadHolderRecovers::Names{.work = parts.all("work"),
                                .recovered = parts.one("recovered"),
                                .decided = parts.one("decided"),
                                .busy = parts.busy(),
                                .cores = parts.cores(),
                                .patience = parts.number("patience")});
}

std::unique_ptr<Checker> answer_arrives(const CheckerParts& parts) {
  return std::make_unique<AnswerArrives>(parts.all("work"), parts.busy());
}

std::unique_ptr<Checker> owner_ends(const CheckerParts& parts) {
  return std::make_unique<OwnerEnds>(parts.all("work"), parts.all("unlock"), parts.busy());
}

std::unique_ptr<Checker> count_kept(const CheckerParts& parts) {
  return std::make_unique<CountKept>(CountKept::Names{.work = parts.all("work"),
                                                      .take = parts.one("take"),
                                                      .put = parts.one("put"),
                                                      .read = parts.one("read"),
                                                      .write = parts.one("write"),
                                                      .busy = parts.busy(),
                                                      .cores = parts.cores(),
                                                      .kill = parts.number("kills") > 0,
                                                      .patience = parts.number("patience")});
}

std::unique_ptr<Checker> no_lost_update(const CheckerParts& parts) {
  return std::make_unique<NoLostUpdate>(NoLostUpdate::Names{
      .read = parts.one("read"), .write = parts.one("write"), .busy = parts.busy()});
}

std::unique_ptr<Checker> suspect_is_still(const CheckerParts& parts) {
  return std::make_unique<SuspectIsStill>(SuspectIsStill::Names{.work = parts.all("work"),
                                                                .changes = parts.all("changes"),
                                                                .recovered = parts.one("recovered"),
                                                                .busy = parts.busy()});
}

// The bound is twice the number of cores.
std::unique_ptr<Checker> bounded_overtaking(const CheckerParts& parts) {
  return std::make_unique<BoundedOvertaking>(parts.all("work"), parts.busy(), parts.all("waits"),
                                             parts.cores(), 2 * parts.cores(),
                                             parts.number("steps"));
}

std::unique_ptr<Checker> gets_on(const CheckerParts& parts) {
  std::bitset<kMaxCores> cores;
  for (unsigned core = 0; core < parts.cores(); ++core) cores.set(core);
  return std::make_unique<GetsOn>(GetsOn::Names{.progress = parts.all("progress"),
                                                .finished = parts.one("finished"),
                                                .handler = parts.all("handler"),
                                                .busy = parts.busy(),
                                                .cores = cores,
                                                .patience = parts.number("patience")});
}

std::unique_ptr<Checker> handler_finishes(const CheckerParts& parts) {
  return std::make_unique<HandlerFinishes>(
      HandlerFinishes::Names{.work = parts.all("work"),
                             .handler = parts.all("handler"),
                             .recovered = parts.one("recovered"),
                             .busy = parts.busy(),
                             .patience = parts.number("patience")});
}

std::unique_ptr<Checker> answered_at_once(const CheckerParts& parts) {
  return std::make_unique<AnsweredAtOnce>(parts.all("asks"), parts.all("handler"));
}

std::unique_ptr<Checker> own_acquisition(const CheckerParts& parts) {
  return std::make_unique<OwnAcquisition>(
      OwnAcquisition::Names{.section = parts.all("section"),
                            .acquire = parts.all("acquire"),
                            .taken = parts.all("taken"),
                            .slot = static_cast<std::uint16_t>(parts.number("slot")),
                            .busy = parts.busy()});
}

std::unique_ptr<Checker> acquisition_seen(const CheckerParts& parts) {
  return std::make_unique<AcquisitionSeen>(
      AcquisitionSeen::Names{.work = parts.all("work"),
                             .taken = parts.all("taken"),
                             .acquire = parts.all("acquire"),
                             .release = parts.all("release"),
                             .waits = parts.all("waits"),
                             .slot = static_cast<std::uint16_t>(parts.number("slot"))});
}

std::vector<CheckerKind> with(const std::vector<CheckerKind>& more,
                              std::vector<CheckerKind> kinds) {
  kinds.insert(kinds.end(), more.begin(), more.end());
  return kinds;
}

std::unique_ptr<Checker> lines_not_shared(const CheckerParts& parts) {
  return std::make_unique<LineSharing>(parts.stride());
}

std::unique_ptr<Checker> cost(const CheckerParts& parts) {
  return std::make_unique<Cost>(Cost::Names{.work = parts.all("work"),
                                            .busy = parts.busy(),
                                            .waits = parts.all("waits"),
                                            .cores = parts.cores(),
                                            .stride = parts.stride()});
}

std::unique_ptr<Checker> recovery_time(const CheckerParts& parts) {
  return std::make_unique<RecoveryTime>(RecoveryTime::Names{.work = parts.all("work"),
                                                            .decided = parts.one("decided"),
                                                            .stopped = parts.one("stopped"),
                                                            .recovered = parts.one("recovered"),
                                                            .busy = parts.busy()});
}

std::unique_ptr<Checker> irq_latency(const CheckerParts& parts) {
  return std::make_unique<IrqLatency>(static_cast<unsigned>(parts.number("line")),
                                      parts.all("handler"));
}

std::unique_ptr<Checker> interrupts_off(const CheckerParts& parts) {
  return std::make_unique<InterruptsOff>(parts.cores(), parts.all("from"), parts.all("to"));
}

std::unique_ptr<Checker> section_irqs(const CheckerParts& parts) {
  return std::make_unique<SectionIrqs>(parts.all("work"));
}

}  // namespace

std::span<const CheckerKind> checker_kinds() {
  static const std::vector<CheckerKind> kinds = {
      {"mutual-exclusion", {needs("work"), takes("busy"), takes("answering")}, mutual_exclusion},
      {"distinct-pages", {needs("work"), takes("free")}, distinct_pages},
      {"dead-holder-recovers",
       {needs("work"), needs("recovered"), takes("decided"), takes("busy"), takes("answering"),
        number("patience", 1000)},
       dead_holder_recovers},
      {"answer-arrives", {needs("work"), needs("busy")}, answer_arrives},
      {"owner-ends",
       {needs("work"), needs("unlock"), takes("busy"), takes("answering")},
       owner_ends},
      {"count-kept",
       {needs("work"), needs("take"), needs("put"), needs("read"), needs("write"), takes("busy"),
        takes("answering"), number("kills", 0), number("patience", 1000)},
       count_kept},
      {"no-lost-update",
       {needs("read"), needs("write"), takes("busy"), takes("answering")},
       no_lost_update},
      {"suspect-is-still",
       {needs("work"), needs("changes"), needs("recovered"), takes("busy"), takes("answering")},
       suspect_is_still},
      {"bounded-overtaking",
       {needs("work"), takes("busy"), takes("answering"), takes("waits"), number("steps", 0)},
       bounded_overtaking},
      {"gets-on",
       {needs("progress"), needs("finished"), takes("handler"), takes("busy"), takes("answering"),
        number("patience", 1000)},
       gets_on},
      {"handler-finishes",
       {needs("work"), needs("handler"), needs("recovered"), takes("busy"), takes("answering"),
        number("patience", 1000)},
       handler_finishes},
      {"lines-not-shared", {}, lines_not_shared},
      {"cost", {needs("work"), takes("busy"), takes("answering"), takes("waits")}, cost},
      {"recovery-time",
       {needs("work"), needs("decided"), needs("stopped"), needs("recovered"), takes("busy")},
       recovery_time},
      {"irq-latency", {number("line", 0), needs("handler")}, irq_latency},
      {"interrupts-off", {needs("from"), needs("to")}, interrupts_off},
      {"section-irqs", {needs("work")}, section_irqs},
      {"answered-at-once", {needs("asks"), needs("handler")}, answered_at_once},
      {"own-acquisition",
       {needs("section"), takes("acquire"), needs("taken"), takes("busy"), takes("answering"),
        number("slot", 0x80)},
       own_acquisition},
      {"acquisition-seen",
       {needs("work"), needs("taken"), takes("acquire"), takes("release"), takes("waits"),
        number("slot", 0x80)},
       acquisition_seen},
  };
  static const auto all = with(interrupt_checker_kinds(), kinds);
  return all;
}

std::vector<LinearAddress> CheckerParts::all(const std::string& key) const {
  const auto found = spec_.functions.find(key);
  return found == spec_.functions.end() ? std::vector<LinearAddress>{}
                                        : functions_.named(found->second);
}

LinearAddress CheckerParts::one(const std::string& key) const {
  const auto addresses = all(key);
  return addresses.empty() ? LinearAddress{0} : addresses.front();
}

std::string CheckerParts::name(const std::string& key) const {
  return fmt::format("{}", fmt::join(spec_.functions.at(key), " or "));
}

std::uint64_t CheckerParts::number(const std::string& key) const {
  return spec_.numbers.at(key);
}

}  // namespace vectorscope
