// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/timed_inputs.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "app/key_text.hpp"
#include "app/numbers.hpp"

namespace vectorscope {
namespace {

/// Between two keys: the keyboard holds 16 bytes, and a guest reads one at a time.
constexpr Step kBetweenKeys = 20'000;

class Reader {
 public:
  Reader(const MachineConfig& config, const Symbols& symbols)
      : config_(config), symbols_(symbols) {}

  template <class Input>
  void cores(const char* option, const std::vector<std::string>& texts) {
    each(option, "CORE@STEP, as in 1@20000", texts, [&](const auto& what, Step step) {
      CoreId core = 0;
      auto wrong = read_core(what, core);
      if (wrong.empty()) inputs_.push_back({step, Input{core}});
      return wrong;
    });
  }

  void irqs(const std::vector<std::string>& texts) {
    each("--irq", "LINE@STEP, as in 1@20000", texts, [&](const auto& what, Step step) {
      const auto line = parse_number(what);
      if (!line || *line > 15) return fmt::format("'{}' is no line from 0 to 15", what);
      inputs_.push_back({step, decisions::RaiseIrq{static_cast<std::uint8_t>(*line)}});
      return std::string();
    });
  }

  void keys(const std::vector<std::string>& texts) {
    each("--keys", "TEXT@STEP, as in hello\\n@500000", texts, [&](const auto& what, Step step) {
      const auto strokes = key_strokes(what);
      if (!strokes) return strokes.error().text;
      for (const auto& stroke : *strokes) {
        for (const auto byte : stroke) inputs_.push_back({step, decisions::Key{byte}});
        step += kBetweenKeys;
      }
      return std::string();
    });
  }

  void serial(const std::vector<std::string>& texts) {
    each("--serial-in", "TEXT@STEP, as in ls\\r@500000", texts, [&](const auto& what, Step step) {
      const auto bytes = serial_bytes(what);
      if (!bytes) return bytes.error().text;
      for (const auto byte : *bytes) {
        inputs_.push_back({step, decisions::SerialIn{byte}});
        step += kBetweenKeys;
      }
      return std::string();
    });
  }

  void delays(const std::vector<std::string>& texts) {
    constexpr auto shape = "CORE:CYCLES@STEP, as in 1:5000@20000";
    each("--delay-ipi", shape, texts, [&](const auto& what, Step step) {
      const auto parts = split(what, ':');
      CoreId core = 0;
      auto wrong = read_core(parts[0], core);
      const auto cycles = parts.size() == 2 ? parse_number(parts[1]) : std::nullopt;
      if (!wrong.empty()) return wrong;
      if (!cycles || *cycles == 0 || *cycles > 0xFFFF'FFFF)
        return std::string("the delay is a number of core cycles from 1 to 4294967295");
      inputs_.push_back({step, decisions::DelayIpi{core, static_cast<std::uint32_t>(*cycles)}});
      return std::string();
    });
  }

  void spurious(const std::vector<std::string>& texts) {
    each("--spurious", "7@STEP or 15@STEP", texts, [&](const auto& what, Step step) {
      const auto line = parse_number(what);
      if (line != 7u && line != 15u) return fmt::format("'{}' is neither 7 nor 15", what);
      inputs_.push_back({step, decisions::Spurious{static_cast<std::uint8_t>(*line)}});
      return std::string();
    });
  }

  void pokes(const std::vector<std::string>& texts) {
    constexpr auto shape =
        "ADDR=VALUE@STEP, as in 0x1000=7@20000 or handles[0x80]=pmm_alloc_busy@20000";
    each("--poke", shape, texts, [&](const auto& what, Step step) {
      const auto parts = split(what, '=');
      const auto address = place(parts[0]);
      const auto value = parts.size() == 2 ? place(parts[1]) : std::nullopt;
      if (!address || !value || *value > 0xFFFF'FFFF) return fmt::format("'{}' is unclear", what);
      if (*address + 4 > ram_bytes()) return outside_ram(*address);
      inputs_.push_back({step, decisions::Poke{static_cast<PhysicalAddress>(*address),
                                               static_cast<std::uint32_t>(*value)}});
      return std::string();
    });
  }

  void flips(const std::vector<std::string>& texts) {
    constexpr auto shape = "ADDR:BIT@STEP or CORE.REGISTER:BIT@STEP, as in 0x1000:3@20000 or "
                           "1.eax:31@20000";
    each("--flip", shape, texts, [&](const auto& what, Step step) {
      const auto parts = split(what, ':');
      const auto bit = parts.size() == 2 ? parse_number(parts[1]) : std::nullopt;
      if (!bit || *bit > 31) return fmt::format("'{}' is unclear", what);
      const auto names = split(parts[0], '.');
      return names.size() == 2 ? flip_register(names[0], names[1], *bit, step)
                               : flip_memory(parts[0], *bit, step);
    });
  }

  Result<std::vector<TimedInput>> sorted() {
    if (!error_.empty()) return fail(error_);
    std::stable_sort(inputs_.begin(), inputs_.end(),
                     [](const auto& a, const auto& b) { return a.step < b.step; });
    return std::move(inputs_);
  }

 private:
  [[nodiscard]] std::uint64_t ram_bytes() const { return std::uint64_t{config_.ram_mb} << 20; }

  [[nodiscard]] std::string outside_ram(std::uint64_t address) const {
    return fmt::format("{:#x} is outside the {} MB of RAM", address, config_.ram_mb);
  }

  /// A number, a symbol, or SYMBOL[INDEX] of an array of 32-bit words.
  [[nodiscard]] std::optional<std::uint64_t> place(const std::string& text) const {
    if (const auto number = parse_number(text)) return number;
    const auto bracket = text.find('[');
    const auto* symbol = symbols_.named(text.substr(0, bracket));
    if (symbol == nullptr) return std::nullopt;
    if (bracket == std::string::npos) return symbol->address;
    const auto index = parse_number(text.substr(bracket + 1, text.size() - bracket - 2));
    if (!index || text.back() != ']' || *index > 0xFFFF'FFFF) return std::nullopt;
    return symbol->address + 4 * *index;
  }

  [[nodiscard]] std::string read_core(const std::string& text, CoreId& core) const {
    const auto number = parse_number(text);
    if (!number) return fmt::format("'{}' is no core", text);
    if (*number >= config_.cores) {
      return fmt::format("there is no core {}; the machine has {}", *number, config_.cores);
    }
    core = static_cast<CoreId>(*number);
    return "";
  }

  std::string flip_memory(const std::string& where, std::uint64_t bit, Step step) {
    const auto address = place(where);
    if (!address) return fmt::format("'{}' is neither an address nor a symbol", where);
    const auto byte = *address + bit / 8;
    if (byte >= ram_bytes()) return outside_ram(byte);
    inputs_.push_back({step, decisions::FlipBit{static_cast<PhysicalAddress>(byte),
                                                static_cast<std::uint8_t>(bit % 8)}});
    return "";
  }

  std::string flip_register(const std::string& core_text, const std::string& name,
                            std::uint64_t bit, Step step) {
    static constexpr std::array<std::string_view, 10> kNames = {
        "eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi", "eip", "eflags"};
    CoreId core = 0;
    if (auto wrong = read_core(core_text, core); !wrong.empty()) return wrong;
    const auto found = std::find(kNames.begin(), kNames.end(), name);
    if (found == kNames.end())
      return fmt::format("'{}' is none of {}", name, fmt::join(kNames, ", "));
    if (name == "eflags" && bit > 11) return "of eflags only bits 0 to 11 can be flipped";
    const auto number = static_cast<std::uint8_t>(found - kNames.begin());
    inputs_.push_back(
        {step, decisions::FlipRegister{core, number, static_cast<std::uint8_t>(bit)}});
    return "";
  }

  /// `take` returns what is wrong, or nothing.
  template <class Take>
  void each(const char* option, const char* shape, const std::vector<std::string>& texts,
            Take take) {
    for (const auto& text : texts) {
      const auto parts = split_at_step(text);
      const auto wrong = parts ? take(parts->first, parts->second) : std::string("no step");
      if (wrong.empty() || !error_.empty()) continue;
      error_ = fmt::format("{} {}: {}; write {}", option, text, wrong, shape);
    }
  }

  const MachineConfig& config_;
  const Symbols& symbols_;
  std::vector<TimedInput> inputs_;
  std::string error_;  ///< the first
};

}  // namespace

Result<std::vector<TimedInput>> timed_inputs(const InputOptions& options,
                                             const MachineConfig& config, const Symbols& symbols) {
  Reader reader(config, symbols);
  reader.cores<decisions::Kill>("--kill", options.kill);
  reader.cores<decisions::Freeze>("--freeze", options.freeze);
  reader.cores<decisions::Thaw>("--thaw", options.thaw);
  reader.cores<decisions::DropIpi>("--drop-ipi", options.drop_ipi);
  reader.irqs(options.irq);
  reader.delays(options.delay_ipi);
  reader.spurious(options.spurious);
  reader.keys(options.keys);
  reader.serial(options.serial_in);
  reader.pokes(options.poke);
  reader.flips(options.flip);
  return reader.sorted();
}

}  // namespace vectorscope
