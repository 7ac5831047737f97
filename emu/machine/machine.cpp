// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/machine/machine.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "emu/machine/machine_impl.hpp"

namespace vectorscope {
namespace {

// So many blocks that were not what they were believed to be, and the machine
// goes on exactly.
constexpr std::size_t kOften = 20;

constexpr unsigned kLeastRamMb = 16, kMostRamMb = 1024;

Result<void> check(const MachineConfig& config, const Image& image) {
  if (config.cores < 1 || config.cores > kMaxCores)
    return fail(fmt::format("--cores {}: a machine has 1 to {} cores", config.cores, kMaxCores));
  if (config.ram_mb < kLeastRamMb || config.ram_mb > kMostRamMb)
    return fail(fmt::format("--ram {}: a machine has {} to {} MB", config.ram_mb, kLeastRamMb,
                            kMostRamMb));
  if (config.frequency_hz == 0) return fail("frequency: must not be 0");
  const std::uint64_t ram_bytes = std::uint64_t{config.ram_mb} << 20;
  for (const auto& segment : image.segments)
    if (std::uint64_t{segment.address} + segment.size_in_memory > ram_bytes)
      return fail(fmt::format("{}: a segment at {:#x} needs {} bytes and lies outside the {} MB of "
                              "RAM; ask for more with --ram",
                              image.name, segment.address, segment.size_in_memory, config.ram_mb));
  if (config.handlers) {
    const auto& at = *config.handlers;
    const auto end = std::uint64_t{at.address} + std::uint64_t{at.count} * at.stride;
    if (at.count < 1 || at.count > 256 || at.stride < 4 || at.stride > 4096 || at.address % 4 != 0 ||
        end > ram_bytes)
      return fail(fmt::format("--handles: {:#x}:{}:{} is not an array of 1 to 256 aligned pointers "
                              "in {} MB of RAM",
                              at.address, at.count, at.stride, config.ram_mb));
  }
  return {};
}

}  // namespace

Machine::Machine(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Machine::~Machine() = default;

Result<std::unique_ptr<Machine>> Machine::create(const MachineConfig& config,
                                                 std::shared_ptr<const Image> image,
                                                 EngineWay engine) {
  if (auto ok = check(config, *image); !ok) return tl::unexpected(ok.error());
  auto ram = Ram::create(std::size_t{config.ram_mb} << 20);
  if (!ram) return tl::unexpected(ram.error());
  auto impl = std::make_unique<Impl>(config, std::move(image), std::move(*ram), engine);
  if (auto on = impl->power_on(); !on) return tl::unexpected(on.error());
  return std::unique_ptr<Machine>(new Machine(std::move(impl)));
}

Applied Machine::apply(const Decision& decision) {
  auto applied = impl_->apply(decision);
  while (impl_->doubtful) {
    begin_again();
    applied = impl_->apply(decision);
  }
  return applied;
}

/// The same machine from its start, by the recording, to where the decision that
/// is in doubt was made. Whoever watches has seen what came before the doubt.
void Machine::begin_again() {
  auto past = std::exchange(impl_->decisions, {});
  do {
    const bool often = impl_->distrusted.size() > kOften;
    auto ram = Ram::create(impl_->ram.bytes().size());
    if (!ram) std::abort();  // there was as much a moment ago
    auto again = std::make_unique<Impl>(impl_->config, impl_->image, std::move(*ram),
                                        often ? EngineWay::Exact : impl_->engine,
                                        std::move(impl_->distrusted));
    if (!again->power_on()) std::abort();
    again->watched = std::move(impl_->watched);
    for (auto& core : again->cores) core->watch(&again->watched);
    again->told = impl_->told;
    again->watcher = std::move(impl_->watcher);
    impl_ = std::move(again);
    for (const auto& one : past)
      if (!impl_->doubtful) impl_->apply(one);
  } while (impl_->doubtful);
  impl_->decisions = std::move(past);
}

const std::vector<Decision>& Machine::decisions() const { return impl_->decisions; }

void Machine::watch_functions(const std::vector<LinearAddress>& entries) {
  impl_->watched = entries;
  std::sort(impl_->watched.begin(), impl_->watched.end());
  for (auto& core : impl_->cores) core->watch(&impl_->watched);
}

void Machine::set_watcher(std::function<bool(const Event&)> watcher) {
  impl_->watcher = std::move(watcher);
}

Step Machine::step() const { return impl_->clock.step; }
Ticks Machine::now() const { return impl_->now(); }
const MachineConfig& Machine::config() const { return impl_->config; }
const Image& Machine::image() const { return *impl_->image; }
const EventLog& Machine::log() const { return impl_->log; }
const TroubleBook& Machine::troubles() const { return impl_->troubles; }
bool Machine::exited() const { return impl_->board.debug.exited(); }
std::uint32_t Machine::exit_code() const { return impl_->board.debug.exit_code(); }
CoreStatus Machine::status(CoreId core) const { return impl_->cores.at(core)->status(); }
bool Machine::can_run(CoreId core) const { return impl_->cores.at(core)->can_run(); }
Registers Machine::registers(CoreId core) const { return impl_->cores.at(core)->registers(); }
Step Machine::core_steps(CoreId core) const { return impl_->cores.at(core)->steps(); }
unsigned Machine::interrupt_depth(CoreId core) const { return impl_->cores.at(core)->interrupt_depth(); }
bool Machine::interrupts_enabled(CoreId core) const {
  return (registers(core).eflags & eflags::kInterrupt) != 0;
}
std::vector<WaitingStore> Machine::waiting_stores(CoreId core) const {
  return impl_->cores.at(core)->waiting_stores();
}
std::span<const std::uint8_t> Machine::ram() const { return impl_->ram.bytes(); }
Board& Machine::board() { return impl_->board; }
std::uint64_t Machine::hash() const { return impl_->hash(); }

Machine::EngineUse Machine::engine_use() const {
  EngineUse use{.begun_again = impl_->distrusted.size()};
  for (const auto& core : impl_->cores) {
    use.in_blocks += core->block_steps();
    use.counted += core->counted_steps();
  }
  return use;
}

const HandlersAt* Machine::handlers() const {
  const auto& at = impl_->slots.where();
  return at ? &*at : nullptr;
}

std::vector<std::uint8_t> Machine::read_linear(CoreId core, LinearAddress at,
                                               std::size_t count) const {
  std::vector<std::uint8_t> bytes;
  const auto paging = impl_->cores.at(core)->paging();
  for (std::size_t i = 0; i < count; ++i) {
    const auto physical = peek_walk(ram(), paging, static_cast<LinearAddress>(at + i));
    if (!physical || *physical >= ram().size()) break;
    bytes.push_back(ram()[*physical]);
  }
  return bytes;
}

}  // namespace vectorscope
