// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/lab/interrupt_checkers.hpp"

#include "emu/check/dead_target.hpp"
#include "emu/check/ipi_once.hpp"
#include "emu/check/keys_handled.hpp"
#include "emu/check/never_halts_with_work.hpp"
#include "emu/check/own_eoi.hpp"

namespace vectorscope {
namespace {

constexpr auto kFunctions = CheckerKey::Holds::Functions;
constexpr auto kNumber = CheckerKey::Holds::Number;

std::unique_ptr<Checker> own_eoi(const CheckerParts& parts) {
  return std::make_unique<OwnEoi>(static_cast<Vector>(parts.number("first")));
}

std::unique_ptr<Checker> keys_handled(const CheckerParts& parts) {
  return std::make_unique<KeysHandled>(KeysHandled::Names{.handled = parts.all("handled"),
                                                          .quiet = parts.all("quiet"),
                                                          .busy = parts.busy(),
                                                          .cores = parts.cores()});
}

std::unique_ptr<Checker> never_halts_with_work(const CheckerParts& parts) {
  return std::make_unique<NeverHaltsWithWork>(
      NeverHaltsWithWork::Names{.queued = parts.all("queued"),
                                .done = parts.all("done"),
                                .line = static_cast<unsigned>(parts.number("line")),
                                .vector = static_cast<Vector>(parts.number("vector"))});
}

std::unique_ptr<Checker> ipi_once(const CheckerParts& parts) {
  return std::make_unique<IpiOnce>(IpiOnce::Names{.attempt = parts.one("attempt"),
                                                  .received = parts.one("received"),
                                                  .suspect = parts.one("suspect"),
                                                  .quiet = parts.one("quiet"),
                                                  .cores = parts.cores()});
}

std::unique_ptr<Checker> dead_target(const CheckerParts& parts) {
  return std::make_unique<DeadTarget>(DeadTarget::Names{.attempt = parts.one("attempt"),
                                                        .suspect = parts.one("suspect"),
                                                        .quiet = parts.one("quiet"),
                                                        .cores = parts.cores(),
                                                        .patience = parts.number("patience")});
}

}  // namespace

std::vector<CheckerKind> interrupt_checker_kinds() {
  return {
      {"own-eoi", {{"first", kNumber, false, 32}}, own_eoi},
      {"keys-handled",
       {{"handled", kFunctions, true, 0},
        {"quiet", kFunctions, true, 0},
        {"busy", kFunctions, false, 0},
        {"answering", kFunctions, false, 0}},
       keys_handled},
      {"never-halts-with-work",
       {{"queued", kFunctions, true, 0},
        {"done", kFunctions, true, 0},
        {"line", kNumber, false, 1},
        {"vector", kNumber, false, 33}},
       never_halts_with_work},
      {"ipi-once",
       {{"attempt", kFunctions, true, 0},
        {"received", kFunctions, true, 0},
        {"suspect", kFunctions, true, 0},
        {"quiet", kFunctions, true, 0}},
       ipi_once},
      {"dead-target",
       {{"attempt", kFunctions, true, 0},
        {"suspect", kFunctions, true, 0},
        {"quiet", kFunctions, true, 0},
        {"patience", kNumber, false, 2000}},
       dead_target},
  };
}

}  // namespace vectorscope
