// SPDX-License-Identifier: GPL-2.0-or-later
// The inter-processor interrupt bus of platform.md at FED10000, four pages: the
// registers that all models share, in front of those of the one that is active.
#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "emu/bus/device.hpp"
#include "emu/interrupts/ipi_registers.hpp"
#include "emu/machine/config.hpp"
#include "emu/trace/event.hpp"

namespace vectorscope {

/// Aligned 32-bit accesses to registers that exist; anything else publishes
/// DeviceError and is ignored. Local registers are banked by the issuing core.
class IpiBus final : public Device {
 public:
  static constexpr PhysicalAddress kBase = 0xFED10000;
  static constexpr std::uint32_t kSize = 0x4000;
  static constexpr std::uint32_t kIdentity = 0x49504930;  ///< "IPI0", plus the model's number
  static constexpr Vector kResetVector = 0xF0;

  /// `attention(t)`: t's line rose. `stopped(t)`: t has got INIT and its retired
  /// stores have drained.
  IpiBus(unsigned cores, IpiModel model, EventSink& events, std::function<void(CoreId)> attention,
         std::function<bool(CoreId)> stopped);

  /// The core's interrupt line: high until every message is acknowledged.
  [[nodiscard]] bool line(CoreId core) const {
    return held_until_[core] == 0 && registers_->line(core);
  }
  [[nodiscard]] Vector vector(CoreId core) const { return vectors_[core]; }

  /// Every message takes so long from its sender's write until the line rises; what
  /// the sender reads about it is true at once.
  void set_latency(Ticks latency) { latency_ = latency; }

  /// Faults put in by the user: the next message that `target` would accept is
  /// lost on the way, and the sender reads that it was accepted; or it arrives,
  /// and the line rises only `by` later.
  void drop_next(CoreId target) { faults_.drop_next(target); }
  void delay_next(CoreId target, Ticks by) { faults_.delay_next(target, by); }
  [[nodiscard]] IpiFaults& faults() { return faults_; }

  /// For viewers: the message that waits for the core.
  using Received = IpiRegisters::Received;
  [[nodiscard]] Received received(CoreId core) const { return registers_->received(core); }
  [[nodiscard]] unsigned cores() const { return cores_; }
  [[nodiscard]] IpiModel model() const { return model_; }

  std::uint32_t read(std::uint32_t offset, unsigned width, Access access) override;
  void write(std::uint32_t offset, unsigned width, std::uint32_t value, Access access) override;
  void reset() override;
  void visit(StateVisitor& state) override;
  [[nodiscard]] Ticks next_deadline() const override;
  void advance(Ticks now) override;

 private:
  void arrived(CoreId target);
  /// No value, or false: there is no such register.
  [[nodiscard]] std::optional<std::uint32_t> register_value(std::uint32_t offset,
                                                            CoreId core) const;
  bool set_register(std::uint32_t offset, std::uint32_t value, CoreId core);
  void refuse(std::uint32_t offset, std::uint32_t value, Access access, const char* why);

  unsigned cores_;
  IpiModel model_;
  EventSink& events_;
  std::function<void(CoreId)> attention_;
  std::function<bool(CoreId)> stopped_;
  std::array<Vector, kMaxCores> vectors_{};
  IpiFaults faults_;
  std::array<Ticks, kMaxCores> held_until_{};  // the line stays low so long; 0: it does not
  Ticks now_ = 0;
  Ticks latency_ = 0;
  std::uint32_t high_before_ = 0;  ///< lines, as a bit mask, before the write that is under way
  std::unique_ptr<IpiRegisters> registers_;
};

}  // namespace vectorscope
