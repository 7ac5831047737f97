// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/run_command.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/guest_run.hpp"
#include "app/interruption.hpp"
#include "app/screen_text.hpp"
#include "app/trouble_notes.hpp"
#include "emu/lab/kernel_switches.hpp"

namespace vectorscope {
namespace {

/// All that can be wrong is found before anything is done.
struct Prepared {
  std::unique_ptr<Machine> machine;
  std::unique_ptr<Policy> policy;
  std::vector<TimedInput> inputs;
};

Result<void> check_paths(const RunOptions& options) {
  Result<void> fine = check_outputs(options.outputs);
  const auto check = [&](const char* option, const std::string& path) {
    if (fine && !path.empty()) fine = check_output_folder(option, path);
  };
  if (options.serial != "stdio") check("--serial", options.serial);
  check("--debugcon", options.debugcon);
  check("--screen", options.screen);
  return fine;
}

Result<Prepared> prepare(const RunOptions& options) {
  auto config = machine_config(options.machine);
  if (!config) return tl::unexpected(config.error());
  Prepared prepared;
  auto policy = make_policy(options.policy);
  if (!policy) return tl::unexpected(policy.error());
  prepared.policy = std::move(*policy);
  if (auto fine = check_paths(options); !fine) return tl::unexpected(fine.error());
  auto image = open_image(options.machine);
  if (!image) return tl::unexpected(image.error());
  if (is_builtin(options.machine)) {
    if (auto known = check_switches(config->cmdline, *image); !known)
      return fail(fmt::format("--cmdline: the kernel {}", known.error().text));
  }
  auto inputs = timed_inputs(options.inputs, *config, (*image)->symbols);
  if (!inputs) return tl::unexpected(inputs.error());
  prepared.inputs = std::move(*inputs);
  if (!options.machine.handles.empty()) {
    auto handlers = handlers_at(options.machine.handles, (*image)->symbols);
    if (!handlers) return tl::unexpected(handlers.error());
    config->handlers = *handlers;
  }
  const auto engine = options.machine.engine == "fast" ? EngineWay::Fast : EngineWay::Exact;
  auto machine = Machine::create(*config, std::move(*image), engine);
  if (!machine) return tl::unexpected(machine.error());
  prepared.machine = std::move(*machine);
  return prepared;
}

const char* status_word(CoreStatus status) {
  switch (status) {
    case CoreStatus::NotStarted:
      return "not started";
    case CoreStatus::Running:
      return "running";
    case CoreStatus::Halted:
      return "halted";
    case CoreStatus::Frozen:
      return "frozen";
    case CoreStatus::Dead:
      return "dead";
  }
  return "?";
}

/// Accesses that nothing answered or a device refused.
nlohmann::ordered_json unanswered(const Machine& machine) {
  auto list = nlohmann::ordered_json::array();
  for (const auto& trouble : machine.troubles().list())
    list.push_back({{"core", trouble.core},
                    {trouble.port ? "port" : "address", trouble.address},
                    {"write", trouble.write},
                    {"device", trouble.text},
                    {"first_step", trouble.first},
                    {"count", trouble.count}});
  return list;
}

void print_json(const Machine& machine, RunEnd end, int code, const GuestText& serial) {
  nlohmann::ordered_json cores = nlohmann::ordered_json::array();
  for (unsigned id = 0; id < machine.config().cores; ++id) {
    const auto core = static_cast<CoreId>(id);
    cores.push_back({{"core", id},
                     {"status", status_word(machine.status(core))},
                     {"steps", machine.core_steps(core)}});
  }
  nlohmann::ordered_json result = {{"ended", run_end_words(end)},
                                   {"exit", code},
                                   {"steps", machine.step()},
                                   {"events", machine.log().size()},
                                   {"cores", cores},
                                   {"unanswered", unanswered(machine)},
                                   {"serial", serial.kept()},
                                   {"hash", fmt::format("{:016x}", machine.hash())}};
  if (machine.exited()) result["guest_exit"] = machine.exit_code();
  const auto replace = nlohmann::json::error_handler_t::replace;
  fmt::print("{}\n", result.dump(-1, ' ', false, replace));
}

Result<void> write_texts(const RunOptions& options, Machine& machine, const GuestText& serial,
                         const GuestText& debug) {
  Result<void> written;
  if (options.serial != "stdio") written = write_text_file(options.serial, serial.kept());
  if (written && !options.debugcon.empty()) {
    written = write_text_file(options.debugcon, debug.kept());
  }
  if (written && !options.screen.empty()) {
    written = write_text_file(options.screen, screen_text(machine));
  }
  return written;
}

}  // namespace

Result<int> run_command(const RunOptions& options) {
  auto prepared = prepare(options);
  if (!prepared) return tl::unexpected(prepared.error());
  Machine& machine = *prepared->machine;
  GuestText serial(options.serial == "stdio" && !options.json ? stdout : nullptr);
  GuestText debug(options.debugcon.empty() ? stderr : nullptr);

  const Interruption interruption;
  GuestRunPlan plan{options.steps, options.until, std::move(prepared->inputs),
                    options.serial_asked && options.serial == "stdio"};
  const RunEnd end = GuestRun(machine, *prepared->policy, std::move(plan), serial, debug).run();
  serial.end_line();
  debug.end_line();

  const int code = exit_code(machine, end, !options.until.empty());
  fmt::print(stderr, "{} after {} steps\n", run_end_words(end), machine.step());
  fmt::print(stderr, "{}", trouble_notes(machine.troubles()));
  if (auto written = write_texts(options, machine, serial, debug); !written) {
    return tl::unexpected(written.error());
  }
  const OutputLabels labels{options.machine.image, {}};
  if (auto written = write_outputs(machine, options.outputs, labels); !written) {
    return tl::unexpected(written.error());
  }
  if (options.json)
    print_json(machine, end, code, serial);
  else
    fmt::print("hash {:016x}\n", machine.hash());
  return code;
}

}  // namespace vectorscope
