// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/machine_options.hpp"

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <optional>

#include <fmt/format.h>

#include "app/numbers.hpp"
#include "emu/base/file.hpp"
#include "emu/load/bundled.hpp"
#include "emu/machine/ipi_names.hpp"

namespace vectorscope {
namespace {

std::uint64_t ram_bytes(const MachineOptions& options) {
  return static_cast<std::uint64_t>(options.ram) << 20;
}

Result<void> refuse_what_comes_later(const MachineOptions& options) {
  if (options.engine != "exact" && options.engine != "fast") {
    return fail(fmt::format("--engine {}: there are exact and fast", options.engine));
  }
  return {};
}

/// YYYY-MM-DD, then perhaps T and HH:MM:SS, of UTC.
std::optional<std::int64_t> parse_date(const std::string& text) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, read = 0;
  const auto all = [&] { return read == static_cast<int>(text.size()); };
  std::sscanf(text.c_str(), "%4d-%2d-%2d%n", &year, &month, &day, &read);
  if (!all())
    std::sscanf(text.c_str(), "%4d-%2d-%2dT%2d:%2d:%2d%n", &year, &month, &day, &hour, &minute,
                &second, &read);
  using namespace std::chrono;
  const year_month_day date{std::chrono::year{year} / month / day};
  const bool clock =
      hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
  if (!all() || !date.ok() || !clock || year < 1970 || year > 2099) return std::nullopt;
  const auto moment = sys_days{date} + hours{hour} + minutes{minute} + seconds{second};
  return sys_seconds{moment}.time_since_epoch().count();
}

}  // namespace

Result<MachineConfig> machine_config(const MachineOptions& options) {
  if (auto fine = refuse_what_comes_later(options); !fine) return tl::unexpected(fine.error());
  if (options.cores < 1 || options.cores > int{kMaxCores}) {
    return fail(fmt::format("--cores {}: a machine has 1 to {} cores", options.cores, kMaxCores));
  }
  if (options.ram < 16 || options.ram > 1024) {
    return fail(fmt::format("--ram {}: a machine has 16 to 1024 MB", options.ram));
  }
  const auto ipi = ipi_model_named(options.ipi);
  if (!ipi) {
    return fail(
        fmt::format("--ipi {}: there are {}", options.ipi, fmt::join(kIpiModelNames, ", ")));
  }
  if (options.ipi_latency < 0 || options.ipi_latency > kMostIpiLatency) {
    return fail(fmt::format("--ipi-latency {}: write a number of core cycles from 0 to {}",
                            options.ipi_latency, kMostIpiLatency));
  }
  if (options.intr != "bsp" && options.intr != "any") {
    return fail(fmt::format("--intr {}: there are bsp and any", options.intr));
  }
  if (options.memory != "sc" && options.memory != "tso") {
    return fail(fmt::format("--memory {}: there are sc and tso", options.memory));
  }
  MachineConfig config;
  config.cores = static_cast<unsigned>(options.cores);
  config.ram_mb = static_cast<unsigned>(options.ram);
  config.cmdline = options.cmdline;
  config.ipi = *ipi;
  config.ipi_latency = static_cast<std::uint32_t>(options.ipi_latency);
  if (!options.date.empty()) {
    const auto start = parse_date(options.date);
    if (!start)
      return fail(
          fmt::format("--date {}: write a day from 1970 to 2099 as 2025-01-31, or with a "
                      "time as 2025-01-31T23:59:50",
                      options.date));
    config.start_time = *start;
  }
  config.intr = options.intr == "any" ? IntrRouting::AnyCore : IntrRouting::FirstCore;
  config.memory = options.memory == "tso" ? MemoryModel::Tso : MemoryModel::Sc;
  return config;
}

namespace {

Result<Image> raw_image(const MachineOptions& options) {
  if (is_builtin(options)) return fail("--flat: `builtin` says itself where it goes");
  const auto address = parse_number(options.flat);
  if (!address || *address > 0xFFFF'FFFF)
    return fail(fmt::format("--flat {}: no address; write one like 0x100000", options.flat));
  return load_flat_image(options.image, static_cast<PhysicalAddress>(*address), ram_bytes(options));
}

Result<Image> image_alone(const MachineOptions& options) {
  if (!options.flat.empty()) return raw_image(options);
  if (is_builtin(options)) return bundled_kernel(ram_bytes(options));
  return load_image(options.image, ram_bytes(options));
}

Result<void> load_modules(const MachineOptions& options, Image& image) {
  for (const auto& path : options.modules) {
    auto bytes = read_file(path, ram_bytes(options));
    if (!bytes) return fail("--module " + bytes.error().text);
    Module module{std::filesystem::path(path).filename().string(), std::move(*bytes)};
    if (auto added = add_module(image, std::move(module), ram_bytes(options)); !added) return added;
  }
  return {};
}

Result<void> load_symbols(const MachineOptions& options, Image& image) {
  if (options.symbols.empty()) return {};
  auto elf = read_file(options.symbols, kLargestImage);
  if (!elf) return fail("--symbols " + elf.error().text);
  auto taken = take_symbols(image, std::move(*elf));
  if (!taken) return fail(fmt::format("--symbols {}: {}", options.symbols, taken.error().text));
  return {};
}

}  // namespace

bool is_builtin(const MachineOptions& options) {
  return options.image == "builtin";
}

Result<std::shared_ptr<const Image>> open_image(const MachineOptions& options) {
  auto image = image_alone(options);
  if (!image) return tl::unexpected(image.error());
  if (auto fine = load_modules(options, *image); !fine) return tl::unexpected(fine.error());
  if (auto fine = load_symbols(options, *image); !fine) return tl::unexpected(fine.error());
  return std::make_shared<const Image>(std::move(*image));
}

Result<HandlersAt> handlers_at(const std::string& text, const Symbols& symbols) {
  const auto parts = split(text, ':');
  HandlersAt at;
  if (const auto address = parse_number(parts[0]); address && *address <= 0xFFFF'FFFF) {
    at.address = static_cast<PhysicalAddress>(*address);
  } else if (const auto* symbol = symbols.named(parts[0])) {
    at.address = symbol->address;
  } else {
    return fail(fmt::format("--handles {}: '{}' is neither an address nor a symbol of the image",
                            text, parts[0]));
  }
  const auto part = [&](std::size_t index, std::uint32_t otherwise) -> std::uint64_t {
    return parts.size() > index ? parse_number(parts[index]).value_or(0) : otherwise;
  };
  const auto count = part(1, at.count), stride = part(2, at.stride);
  if (parts.size() > 3 || count < 1 || count > 256 || stride < 4 || stride > 4096) {
    return fail(
        fmt::format("--handles {}: write SYMBOL or ADDRESS, then :COUNT (1 to 256) and "
                    ":STRIDE (4 to 4096)",
                    text));
  }
  at.count = static_cast<std::uint32_t>(count);
  at.stride = static_cast<std::uint32_t>(stride);
  return at;
}

}  // namespace vectorscope
