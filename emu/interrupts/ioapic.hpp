// SPDX-License-Identifier: GPL-2.0-or-later
// The I/O APIC at FEC00000: 24 inputs, each with an entry that says which local
// APICs get which vector. Source: Intel 82093AA data sheet, 290566-001.
#pragma once
#include <array>
#include <cstdint>
#include <functional>

#include "emu/bus/device.hpp"
#include "emu/trace/event.hpp"

namespace vectorscope {

/// A message on its way to the local APICs (data sheet, 3.2.4: fields of an entry).
enum class DeliveryMode : std::uint8_t { Fixed = 0, Lowest = 1, Smi = 2, Nmi = 4, Init = 5, ExtInt = 7 };

struct InterruptMessage {
  std::uint8_t destination = 0;
  bool logical = false;
  DeliveryMode mode = DeliveryMode::Fixed;
  bool level_triggered = false;
  Vector vector = 0;
};

class IoApic final : public Device {
 public:
  static constexpr PhysicalAddress kBase = 0xFEC00000;
  static constexpr std::uint32_t kSize = 0x1000;
  static constexpr unsigned kInputs = 24;

  IoApic(std::uint8_t id, EventSink& events, std::function<void(const InterruptMessage&)> send);

  /// The level of an input. An edge on a masked entry is ignored, as the data
  /// sheet says (3.2.4, interrupt mask).
  void set_line(unsigned input, bool high);
  /// A local APIC ended this level-triggered vector: its inputs that are still
  /// high ask again.
  void end_of_interrupt(Vector vector);
  /// An entry is open that sends NMIs: a core with interrupts off may be woken.
  [[nodiscard]] bool may_send_nmi() const;

  std::uint32_t read(std::uint32_t offset, unsigned width, Access access) override;
  void write(std::uint32_t offset, unsigned width, std::uint32_t value, Access access) override;
  void reset() override;
  void visit(StateVisitor& state) override;

 private:
  [[nodiscard]] std::uint32_t register_value() const;
  void set_register(std::uint32_t value, Access access);
  void write_entry(unsigned input, bool high_half, std::uint32_t value);
  void serve(unsigned input);
  void send(unsigned input);

  std::uint8_t reset_id_;
  EventSink& events_;
  std::function<void(const InterruptMessage&)> send_;
  std::uint8_t select_ = 0;  // IOREGSEL
  std::uint8_t id_ = 0;
  std::array<std::uint64_t, kInputs> entries_{};
  std::uint32_t high_ = 0;   // levels of the inputs
};

}  // namespace vectorscope
