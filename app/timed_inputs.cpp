// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/timed_inputs.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "app/key_text.hpp"
#include "app/numbers.hpp"

namespace vectorscope {
namespace {

/// Between two keys: the keyboard holds 16 bytes, and a guest reads one at a time.
constexpr Step kBetweenKeys = 20'000;

class Reader {
 public:
  explicit Reader(const MachineConfig& config) : config_(config) {}

  template <class Input>
  void cores(const char* option, const std::vector<std::string>& texts) {
    each(option, "CORE@STEP, as in 1@20000", texts, [&](const auto& what, Step step) {
      const auto core = parse_number(what);
      if (!core) return fmt::format("'{}' is no core", what);
      if (*core >= config_.cores) {
        return fmt::format("there is no core {}; the machine has {}", *core, config_.cores);
      }
      inputs_.push_back({step, Input{static_cast<CoreId>(*core)}});
      return std::string();
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

  void pokes(const std::vector<std::string>& texts) {
    constexpr auto shape = "ADDR=VALUE@STEP, as in 0x1000=7@20000";
    each("--poke", shape, texts, [&](const auto& what, Step step) {
      const auto parts = split(what, '=');
      const auto address = parse_number(parts[0]);
      const auto value = parts.size() == 2 ? parse_number(parts[1]) : std::nullopt;
      if (!address || !value || *value > 0xFFFF'FFFF) return fmt::format("'{}' is unclear", what);
      if (*address + 4 > std::uint64_t{config_.ram_mb} << 20) {
        return fmt::format("{:#x} is outside the {} MB of RAM", *address, config_.ram_mb);
      }
      inputs_.push_back({step, decisions::Poke{static_cast<PhysicalAddress>(*address),
                                               static_cast<std::uint32_t>(*value)}});
      return std::string();
    });
  }

  Result<std::vector<TimedInput>> sorted() {
    if (!error_.empty()) return fail(error_);
    std::stable_sort(inputs_.begin(), inputs_.end(),
                     [](const auto& a, const auto& b) { return a.step < b.step; });
    return std::move(inputs_);
  }

 private:
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
  std::vector<TimedInput> inputs_;
  std::string error_;  ///< the first
};

}  // namespace

Result<std::vector<TimedInput>> timed_inputs(const InputOptions& options,
                                             const MachineConfig& config) {
  Reader reader(config);
  reader.cores<decisions::Kill>("--kill", options.kill);
  reader.cores<decisions::Freeze>("--freeze", options.freeze);
  reader.cores<decisions::Thaw>("--thaw", options.thaw);
  reader.cores<decisions::DropIpi>("--drop-ipi", options.drop_ipi);
  reader.irqs(options.irq);
  reader.keys(options.keys);
  reader.pokes(options.poke);
  return reader.sorted();
}

}  // namespace vectorscope
