// SPDX-License-Identifier: GPL-2.0-or-later
// The 8042 keyboard controller and the PS/2 keyboard behind it. Source: IBM PS/2
// hardware interface technical reference, "Keyboard/auxiliary device controller"
// and "101/102-key keyboard". No auxiliary device (mouse) is plugged in; scan
// code set 3 sends the codes of set 2.
#pragma once
#include <array>
#include <cstdint>
#include <functional>

#include "emu/bus/device.hpp"
#include "emu/trace/event.hpp"

namespace vectorscope {

/// First in, first out, at most 16 bytes: the keyboard's own buffer.
class ByteQueue {
 public:
  static constexpr unsigned kCapacity = 16;
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] unsigned size() const { return size_; }
  [[nodiscard]] unsigned room() const { return size_ < kCapacity ? kCapacity - size_ : 0; }
  bool push(std::uint8_t byte);  ///< false: full, and the byte is lost
  std::uint8_t pop();            ///< 0 if empty
  void clear();
  void visit(StateVisitor& state);

 private:
  std::array<std::uint8_t, kCapacity> bytes_{};
  std::uint8_t head_ = 0;
  std::uint8_t size_ = 0;
};

/// Where the controller's pins go.
struct KeyboardWires {
  Line irq1;
  Line a20;
  std::function<void()> reset_cpu;  ///< output port bit 0 was pulsed low
  Line irq12 = [](bool) {};         ///< of the auxiliary device
};

/// Offset 0: port 60 (data); offset 1: port 64 (status, command). The output
/// buffer holds one byte; until it is read no other arrives and IRQ 1 stays high.
class Keyboard8042 final : public Device {
 public:
  Keyboard8042(EventSink& events, KeyboardWires wires);

  /// One byte of scan code set 1 from the person at the keyboard (make, break, or
  /// the prefix E0). Publishes KeyPressed. False: the keyboard's buffer is full
  /// or its scanning is off, and the key is lost.
  bool key(std::uint8_t set1_byte);

  [[nodiscard]] bool output_full() const { return output_full_; }
  [[nodiscard]] bool a20() const { return (output_port_ & kA20) != 0; }
  [[nodiscard]] std::uint8_t leds() const { return leds_; }  ///< bit 0 scroll, 1 num, 2 caps
  [[nodiscard]] unsigned waiting() const { return keyboard_.size(); }

  std::uint32_t read(std::uint32_t offset, unsigned width, Access access) override;
  void write(std::uint32_t offset, unsigned width, std::uint32_t value, Access access) override;
  void reset() override;
  void visit(StateVisitor& state) override;

 private:
  static constexpr std::uint8_t kA20 = 0x02;

  void power_on();
  [[nodiscard]] std::uint8_t status() const;
  std::uint8_t take_output();
  void fill_output();
  void drive_irq();
  void command(std::uint8_t value);
  void controller_data(std::uint8_t value);
  [[nodiscard]] std::uint8_t output_port_with_requests() const;
  void set_output_port(std::uint8_t value);
  void respond(std::uint8_t byte);
  void to_keyboard(std::uint8_t value);
  void keyboard_command(std::uint8_t value);
  void keyboard_argument(std::uint8_t command, std::uint8_t value);
  void keyboard_defaults();
  [[nodiscard]] bool translating() const;
  bool send_as_set1(std::uint8_t set1_byte);
  bool encode_as_set2(std::uint8_t set1_byte);
  [[nodiscard]] std::uint8_t translated(std::uint8_t set2_byte) const;

  EventSink& events_;
  KeyboardWires wires_;

  // The controller.
  ByteQueue answers_;               // to commands, its own and the keyboard's; before keys
  ByteQueue aux_;                   // as if the auxiliary device had sent them
  bool output_full_ = false;
  bool output_from_aux_ = false;
  std::uint8_t output_ = 0;
  std::uint8_t command_byte_ = 0;   // bits 0, 1 interrupts, 2 system, 4, 5 disable, 6 translate
  std::uint8_t output_port_ = 0;
  std::array<std::uint8_t, 32> memory_{};  // bytes 21 to 3F; the command byte is byte 20
  std::uint8_t pending_command_ = 0;  // whose data byte is awaited at port 60, 0 none
  bool last_was_command_ = false;

  // The keyboard.
  ByteQueue keyboard_;
  std::uint8_t awaited_ = 0;        // keyboard command whose argument is awaited, 0 none
  std::uint8_t last_sent_ = 0;
  std::uint8_t leds_ = 0;
  std::uint8_t typematic_ = 0;
  std::uint8_t scan_set_ = 2;
  bool scanning_ = true;
};

}  // namespace vectorscope
