// SPDX-License-Identifier: GPL-2.0-or-later
// The inter-processor interrupt bus of platform.md at FED10000, four pages. One
// model is active at a time; the registers that all models share are here too.
#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <optional>

#include "emu/bus/device.hpp"
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

  /// Whether this build has the model; the machine refuses a configuration without.
  static bool supported(IpiModel model) { return model == IpiModel::Busy; }

  /// `attention(t)`: t's line rose. `stopped(t)`: t has got INIT and its retired
  /// stores have drained.
  IpiBus(unsigned cores, IpiModel model, EventSink& events, std::function<void(CoreId)> attention,
         std::function<bool(CoreId)> stopped);

  /// The core's interrupt line: high until the message is acknowledged (RXACK).
  [[nodiscard]] bool line(CoreId core) const { return receivers_[core].full; }
  [[nodiscard]] Vector vector(CoreId core) const { return receivers_[core].vector; }

  /// A fault put in by the user: the next message that `target` would accept is
  /// lost on the way. The sender reads that it was accepted.
  void drop_next(CoreId target) { receivers_[target].drop_next = true; }

  /// For viewers: what the core's receiving registers hold.
  struct Received {
    bool full;
    CoreId source;
    std::uint32_t data;
  };
  [[nodiscard]] Received received(CoreId core) const;
  [[nodiscard]] unsigned cores() const { return cores_; }
  [[nodiscard]] IpiModel model() const { return model_; }

  std::uint32_t read(std::uint32_t offset, unsigned width, Access access) override;
  void write(std::uint32_t offset, unsigned width, std::uint32_t value, Access access) override;
  void reset() override;
  void visit(StateVisitor& state) override;

 private:
  // Model (c), "busy complete": one message of room per receiver.
  struct Sender {
    std::uint32_t destination = 0;  // DEST
    bool accepted = false;          // STATUS
  };
  struct Receiver {
    bool full = false;
    bool drop_next = false;
    CoreId source = 0;
    std::uint32_t data = 0;
    Vector vector = kResetVector;
  };

  void send(CoreId from, std::uint32_t message);
  Delivery deliver(CoreId from, std::uint32_t destination, std::uint32_t message);
  void acknowledge(CoreId core);
  /// No value, or false: there is no such register.
  [[nodiscard]] std::optional<std::uint32_t> register_value(std::uint32_t offset,
                                                            CoreId core) const;
  [[nodiscard]] std::optional<std::uint32_t> busy_value(std::uint32_t offset, CoreId core) const;
  bool set_register(std::uint32_t offset, std::uint32_t value, CoreId core);
  bool set_busy(std::uint32_t offset, std::uint32_t value, CoreId core);
  void refuse(std::uint32_t offset, std::uint32_t value, Access access, const char* why);

  unsigned cores_;
  IpiModel model_;
  EventSink& events_;
  std::function<void(CoreId)> attention_;
  std::function<bool(CoreId)> stopped_;
  std::array<Sender, kMaxCores> senders_;
  std::array<Receiver, kMaxCores> receivers_;
};

}  // namespace vectorscope
