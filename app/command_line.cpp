// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/command_line.hpp"

#include <algorithm>
#include <functional>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/exit_code.hpp"
#include "app/lab_command.hpp"
#include "app/measure_command.hpp"
#include "app/numbers.hpp"
#include "app/replay_command.hpp"
#include "app/run_command.hpp"
#include "app/window_command.hpp"

namespace vectorscope {
namespace {

/// CLI11 would take -5 for a very large number.
const CLI::Validator kCount(
    [](const std::string& text) {
      return parse_number(text) ? std::string() : fmt::format("{} is no number from 0 up", text);
    },
    "", "count");

class CommandLine {
 public:
  CommandLine() {
    app_.require_subcommand(0, 1);
    app_.set_version_flag("--version", "vectorscope " VECTORSCOPE_VERSION);
    app_.footer(
        "Exit codes: 0 as asked; 1 the guest failed, a checker was violated or a verdict\n"
        "differs; 2 wrong use or unreadable input; 3 a budget ended first.\n"
        "Example: vectorscope lab run dead-holder --variant published");
    window();
    run();
    lab();
    replay();
    export_timeline();
  }

  int parse_and_run(int argc, char** argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::Success& success) {
      return app_.exit(success);  // --help, --version
    } catch (const CLI::ParseError& error) {
      return wrong_use(fmt::format("{}; see --help", error.what()));
    }
    if (!command_) {
      const auto what = file_ ? std::optional<OpenFirst>(*file_) : std::nullopt;
      command_ = [&, what] {
        return window_command(argc, argv, what, window_cores_, window_options_);
      };
    }
    if (opens_lab_) {
      command_ = [&] {
        return window_command(argc, argv, OpenFirst(lab_choice_), window_cores_, window_options_);
      };
    }
    const auto code = command_();
    return code ? *code : wrong_use(code.error().text);
  }

 private:
  static int wrong_use(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    std::fflush(stdout);
    fmt::print(stderr, "vectorscope: {}\n", text);
    return kWrongUse;
  }

  // A CLI11 option that may be repeated, one value at a time.
  static void repeated(CLI::App* to, const std::string& name, std::vector<std::string>& values,
                       const std::string& help, const std::string& shape) {
    to->add_option(name, values, help)->type_name(shape)->allow_extra_args(false);
  }

  CLI::App* command(CLI::App& parent, const std::string& name, const std::string& help,
                    const std::string& example, std::function<Result<int>()> run) {
    auto* sub = parent.add_subcommand(name, help);
    sub->footer("Example: " + example);
    sub->callback([this, run = std::move(run)] { command_ = run; });
    return sub;
  }

  void outputs(CLI::App* to, OutputOptions& options) {
    repeated(to, "--timeline", options.timelines, "Write the timeline (may be repeated)",
             "FILE.(png|svg|pdf|csv|json)");
  }

  void window();
  void run();
  void run_machine(CLI::App* to);
  void run_inputs(CLI::App* to);
  void lab();
  void replay();
  void export_timeline();

  CLI::App app_{
      "Vectorscope: run, watch and break i386 kernels on several cores.\n"
      "Without a command: the window.",
      "vectorscope"};
  std::function<Result<int>()> command_;
  std::optional<std::string> file_;
  std::int64_t window_cores_ = 4;
  WindowOptions window_options_;
  RunOptions run_;
  LabOptions lab_;
  MeasureCommandOptions measure_;
  bool opens_lab_ = false;
  bool list_json_ = false, list_playlist_ = false;
  LabChoice lab_choice_;
  ReplayOptions replay_;
  std::string export_file_;
  OutputOptions export_;
  bool export_json_ = false;
};

void CommandLine::window() {
  app_.add_option("file", file_,
                  "What to open in the window: an image (`builtin`: the bundled kernel), a "
                  "recording, or a lab by its name or file")
      ->type_name("FILE");
  app_.add_option("--cores", window_cores_, "Cores of the window's machines, 1 to 16")
      ->type_name("N")
      ->capture_default_str();
  app_.add_flag("--print-geometry", window_options_.print_geometry)->group("");
  app_.add_option("--measure-step", window_options_.measure_step)->group("");
  app_.add_option("--measure-run", window_options_.measure_run)->group("");
}

void CommandLine::run() {
  auto* run = command(app_, "run", "Run a kernel image without a window",
                      "vectorscope run builtin --cores 4 --steps 1000000 --kill 1@500000 "
                      "--timeline run.png",
                      [this] { return run_command(run_); });
  run->add_option("image", run_.machine.image, "Image, or `builtin`: the bundled kernel")
      ->type_name("IMAGE")
      ->required();
  run_machine(run);
  run_inputs(run);
  run->add_option("--policy", run_.policy, "Who runs when")
      ->type_name("round-robin:Q|lockstep|random:SEED")
      ->capture_default_str();
  run->add_option("--steps", run_.steps, "End after so many instructions of all cores")
      ->check(kCount)
      ->type_name("N");
  run->add_option("--until", run_.until, "End when this is seen on serial, port E9 or the screen")
      ->type_name("TEXT");
  run->add_option_function<std::string>(
         "--serial",
         [this](const std::string& where) {
           run_.serial = where;
           run_.serial_asked = true;
         },
         "Where COM1 goes; with stdio given, stdin goes to it (default: stdio, output only)")
      ->type_name("stdio|FILE");
  run->add_option("--debugcon", run_.debugcon, "Where port E9 goes (default: stderr)")
      ->type_name("FILE");
  run->add_option("--screen", run_.screen, "Write the screen at the end, 25 lines")
      ->type_name("FILE");
  outputs(run, run_.outputs);
  run->add_option("--record", run_.outputs.record, "Write a recording")->type_name("FILE");
  run->add_flag("--json", run_.json, "The result for machines");
}

void CommandLine::run_machine(CLI::App* to) {
  auto& machine = run_.machine;
  to->add_option("--cores", machine.cores, "1 to 16")->type_name("N")->capture_default_str();
  to->add_option("--ram", machine.ram, "16 to 1024")->type_name("MB")->capture_default_str();
  to->add_option("--cmdline", machine.cmdline, "The kernel's command line")->type_name("TEXT");
  to->add_option("--ipi", machine.ipi, "Model of the IPI bus")
      ->type_name("lossy|status|nxn|bits|busy")
      ->capture_default_str();
  to->add_option("--ipi-latency", machine.ipi_latency,
                 "Core cycles until a message on the IPI bus interrupts its target")
      ->type_name("CYCLES")
      ->capture_default_str();
  to->add_option("--memory", machine.memory, "Memory model: sequential, or x86 with store buffers")
      ->type_name("sc|tso")
      ->capture_default_str();
  to->add_option("--engine", machine.engine)->type_name("exact|fast")->capture_default_str();
  to->add_option("--intr", machine.intr, "Who may acknowledge the PIC")
      ->type_name("bsp|any")
      ->capture_default_str();
  to->add_option("--date", machine.date,
                 "Where the real-time clock begins, UTC (default: 2025-01-01)")
      ->type_name("YYYY-MM-DD[THH:MM:SS]");
  to->add_option("--flat", machine.flat,
                 "The image is raw code for this address: it begins there in 32-bit protected "
                 "mode, flat segments, interrupts and paging off, ESP 7C00, the rest 0")
      ->type_name("ADDR");
  repeated(to, "--module", machine.modules, "Give a Multiboot kernel this file (may be repeated)",
           "FILE");
  to->add_option("--symbols", machine.symbols,
                 "Take the names from this ELF, also beside a raw image")
      ->type_name("ELF");
  to->add_option("--handles", machine.handles, "The array of handlers to watch")
      ->type_name("SYMBOL|ADDR[:COUNT[:STRIDE]]");
}

void CommandLine::run_inputs(CLI::App* to) {
  auto& inputs = run_.inputs;
  repeated(to, "--keys", inputs.keys, "Type a text; \\n is Enter, \\e Escape, <F1> a named key",
           "TEXT@STEP");
  repeated(to, "--serial-in", inputs.serial_in,
           "Send a text to COM1; \\r is Enter, \\e Escape", "TEXT@STEP");
  repeated(to, "--kill", inputs.kill, "A core executes nothing more", "CORE@STEP");
  repeated(to, "--freeze", inputs.freeze, "A core stands still", "CORE@STEP");
  repeated(to, "--thaw", inputs.thaw, "and goes on", "CORE@STEP");
  repeated(to, "--irq", inputs.irq, "A pulse on a line of the PIC", "LINE@STEP");
  repeated(to, "--drop-ipi", inputs.drop_ipi, "The next IPI to a core is lost", "CORE@STEP");
  repeated(to, "--delay-ipi", inputs.delay_ipi,
           "The next IPI interrupts a core so many cycles too late", "CORE:CYCLES@STEP");
  repeated(to, "--spurious", inputs.spurious,
           "A request of the PIC that is gone when it is acknowledged", "7|15@STEP");
  repeated(to, "--poke", inputs.poke,
           "Write 32 bits of memory; a handler slot is handles[0x80]=pmm_alloc_busy",
           "ADDR=VALUE@STEP");
  repeated(to, "--flip", inputs.flip, "Invert one bit of memory or of a register",
           "ADDR:BIT@STEP|CORE.REGISTER:BIT@STEP");
}

void CommandLine::lab() {
  auto* lab = app_.add_subcommand("lab", "List and run the labs");
  lab->require_subcommand(1);
  lab->footer("Example: vectorscope lab list");
  auto* list = command(*lab, "list", "The labs of the program", "vectorscope lab list",
                       [this] { return lab_list_command(list_json_, list_playlist_); });
  list->add_flag("--json", list_json_, "For machines");
  list->add_flag("--playlist", list_playlist_, "Only those of the lecture, with their minutes");
  auto* open = lab->add_subcommand("open", "Open a lab in the window");
  open->footer("Example: vectorscope lab open twin-swap --variant repaired");
  open->callback([this] { opens_lab_ = true; });
  open->add_option("lab", lab_choice_.lab, "A lab's name, or a file")
      ->type_name("NAME|FILE")
      ->required();
  open->add_option("--variant", lab_choice_.variant, "Instead of its first")->type_name("V");
  open->add_option("--schedule", lab_choice_.schedule, "Its script, or a random schedule")
      ->type_name("directed|random:SEED")
      ->capture_default_str();
  open->add_flag("--print-geometry", window_options_.print_geometry)->group("");
  auto* run = command(*lab, "run", "Run a lab: its script, then random schedules",
                      "vectorscope lab run twin-swap --variant published --timeline twins.png",
                      [this] { return lab_run_command(lab_); });
  run->add_option("lab", lab_.lab, "A lab's name, or a file")->type_name("NAME|FILE");
  run->add_flag("--all", lab_.all, "Every lab");
  run->add_option("--variant", lab_.variant, "Only this variant")->type_name("V");
  run->add_option("--schedules", lab_.schedules, "So many random schedules instead of the lab's")
      ->check(kCount)
      ->type_name("N");
  outputs(run, lab_.outputs);
  run->add_option("--csv", lab_.outputs.csv, "Write the events")->type_name("FILE");
  run->add_option("--record", lab_.outputs.record, "Write a recording")->type_name("FILE");
  repeated(run, "--comparison", lab_.outputs.comparisons,
           "Write what was counted for each variant: a table, or a chart of one column",
           "FILE.(csv|png|svg|pdf)");
  run->add_option("--column", lab_.outputs.column, "The column that the chart shows")
      ->type_name("NAME");
  run->add_flag("--json", lab_.json, "The result for machines");
  auto* measure = command(*lab, "measure", "Put what a lab counts side by side, as CSV",
                          "vectorscope lab measure compare --csv locks.csv",
                          [this] { return measure_command(measure_); });
  measure->add_option("lab", measure_.lab, "A lab's name, or a file")->type_name("NAME|FILE");
  measure->add_option("--cores", measure_.cores, "Only with so many cores")
      ->check(kCount)
      ->type_name("N");
  measure->add_option("--csv", measure_.csv, "Write it to a file")->type_name("FILE");
  repeated(measure, "--picture", measure_.pictures,
           "Write a chart of one column (may be repeated; 4 cores if --cores says nothing)",
           "FILE.(png|svg|pdf)");
  measure->add_option("--measure", measure_.measure, "What the chart shows of all that is measured")
      ->type_name("NAME");
  measure->add_option("--column", measure_.column, "The column that the chart shows")
      ->type_name("NAME");
}

void CommandLine::replay() {
  auto* replay =
      command(app_, "replay", "Run a recording again", "vectorscope replay run.vsr --hash",
              [this] { return replay_command(replay_); });
  replay->add_option("recording", replay_.file)->type_name("FILE")->required();
  replay->add_option("--to", replay_.to, "Only to this step")->check(kCount)->type_name("STEP");
  replay->add_flag("--hash", replay_.hash_only, "Print nothing but the hash of the state");
  replay->add_flag("--json", replay_.json, "The result for machines");
}

void CommandLine::export_timeline() {
  auto* to = command(app_, "export", "Write the timeline of a recording",
                     "vectorscope export run.vsr --timeline run.png",
                     [this] { return export_command(export_file_, export_, export_json_); });
  to->add_option("recording", export_file_)->type_name("FILE")->required();
  outputs(to, export_);
  to->get_option("--timeline")->required();
  to->add_flag("--json", export_json_, "The result for machines");
}

}  // namespace

int command_line(int argc, char** argv) {
  return CommandLine().parse_and_run(argc, argv);
}

}  // namespace vectorscope
