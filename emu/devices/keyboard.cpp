// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/devices/keyboard.hpp"

#include <algorithm>
#include <utility>

#include "emu/base/fault.hpp"

namespace vectorscope {
namespace {

// Status register, port 64.
constexpr std::uint8_t kOutputFull = 0x01;
constexpr std::uint8_t kLastWasCommand = 0x08;
constexpr std::uint8_t kNotInhibited = 0x10;
constexpr std::uint8_t kFromAux = 0x20;

// Command byte.
constexpr std::uint8_t kInterrupt = 0x01;
constexpr std::uint8_t kAuxInterrupt = 0x02;
constexpr std::uint8_t kSystem = 0x04;  // same place in the status register
constexpr std::uint8_t kDisable = 0x10;
constexpr std::uint8_t kDisableAux = 0x20;
constexpr std::uint8_t kTranslate = 0x40;
// What SeaBIOS leaves: interrupt on, translation on, no mouse.
constexpr std::uint8_t kBiosCommandByte = kInterrupt | kSystem | kDisableAux | kTranslate;

// Output port.
constexpr std::uint8_t kResetHigh = 0x01;
constexpr std::uint8_t kUnusedAndClocks = 0xCC;  // high

constexpr std::uint8_t kAck = 0xFA;
constexpr std::uint8_t kResend = 0xFE;
constexpr std::uint8_t kSelfTestPassed = 0xAA;
constexpr std::uint8_t kDefaultTypematic = 0x2B;

// Scan code set 2 of the keys whose set 1 code is the index (technical reference,
// "Scan code tables"); 0: no such key. Prefixed keys use the same table.
constexpr std::array<std::uint8_t, 0x59> kSet2 = {
    0x00, 0x76, 0x16, 0x1E, 0x26, 0x25, 0x2E, 0x36, 0x3D, 0x3E, 0x46, 0x45, 0x4E, 0x55, 0x66,
    0x0D, 0x15, 0x1D, 0x24, 0x2D, 0x2C, 0x35, 0x3C, 0x43, 0x44, 0x4D, 0x54, 0x5B, 0x5A, 0x14,
    0x1C, 0x1B, 0x23, 0x2B, 0x34, 0x33, 0x3B, 0x42, 0x4B, 0x4C, 0x52, 0x0E, 0x12, 0x5D, 0x1A,
    0x22, 0x21, 0x2A, 0x32, 0x31, 0x3A, 0x41, 0x49, 0x4A, 0x59, 0x7C, 0x11, 0x29, 0x58, 0x05,
    0x06, 0x04, 0x0C, 0x03, 0x0B, 0x83, 0x0A, 0x01, 0x09, 0x77, 0x7E, 0x6C, 0x75, 0x7D, 0x7B,
    0x6B, 0x73, 0x74, 0x79, 0x69, 0x72, 0x7A, 0x70, 0x71, 0x84, 0x60, 0x61, 0x78, 0x07};

}  // namespace

bool ByteQueue::push(std::uint8_t byte) {
  if (room() == 0) return false;
  bytes_[(head_ + size_) % kCapacity] = byte;
  ++size_;
  return true;
}

std::uint8_t ByteQueue::pop() {
  if (size_ == 0) return 0;
  const std::uint8_t byte = bytes_[head_ % kCapacity];
  head_ = (head_ + 1) % kCapacity;
  --size_;
  return byte;
}

void ByteQueue::clear() { *this = {}; }

void ByteQueue::visit(StateVisitor& state) {
  state.field("bytes", bytes_);
  state.field("head", head_);
  state.field("size", size_);
}

Keyboard8042::Keyboard8042(EventSink& events, KeyboardWires wires)
    : events_(events), wires_(std::move(wires)) {
  power_on();
}

void Keyboard8042::reset() {
  power_on();
  wires_.a20(true);
  drive_irq();
}

void Keyboard8042::power_on() {
  answers_.clear();
  aux_.clear();
  output_full_ = output_from_aux_ = false;
  output_ = 0;
  command_byte_ = kBiosCommandByte;
  pending_command_ = 0;
  last_was_command_ = false;
  memory_.fill(0);
  awaited_ = 0;
  last_sent_ = 0;
  leds_ = 0;
  keyboard_defaults();
  output_port_ = kUnusedAndClocks | kResetHigh | kA20;  // a BIOS opens A20 before it starts a kernel
}

bool Keyboard8042::key(std::uint8_t set1_byte) {
  events_.publish(kNoCore, events::KeyPressed{set1_byte});
  if (!scanning_) return false;
  // Translated, set 2 becomes set 1 again.
  const bool as_it_is = scan_set_ != 1 && translating();
  const bool taken = as_it_is          ? keyboard_.push(set1_byte)
                     : scan_set_ == 1 ? send_as_set1(set1_byte)
                                      : encode_as_set2(set1_byte);
  fill_output();
  return taken;
}

bool Keyboard8042::send_as_set1(std::uint8_t set1_byte) {
  return keyboard_.push(translating() ? translated(set1_byte) : set1_byte);
}

/// The controller's table from set 2 to set 1, for whatever comes: a keyboard
/// that was switched to set 1 behind its back makes nonsense.
std::uint8_t Keyboard8042::translated(std::uint8_t set2_byte) const {
  const auto code = std::find(kSet2.begin() + 1, kSet2.end(), set2_byte);
  return code == kSet2.end() ? set2_byte : static_cast<std::uint8_t>(code - kSet2.begin());
}

bool Keyboard8042::translating() const { return (command_byte_ & kTranslate) != 0; }

bool Keyboard8042::encode_as_set2(std::uint8_t set1_byte) {
  if (set1_byte == 0xE0 || set1_byte == 0xE1) return keyboard_.push(set1_byte);
  const std::uint8_t code = set1_byte & 0x7F;
  const bool released = (set1_byte & 0x80) != 0;
  if (code >= kSet2.size() || kSet2[code] == 0) return false;
  if (keyboard_.room() < (released ? 2U : 1U)) return false;
  if (released && !fault("keyboard-no-break-prefix")) keyboard_.push(0xF0);
  return keyboard_.push(kSet2[code]);
}

// The output buffer holds one byte until it is read; answers come before keys,
// and a disabled keyboard's clock is held low.
void Keyboard8042::fill_output() {
  const bool clocked = (command_byte_ & kDisable) == 0;
  ByteQueue& source = !answers_.empty() ? answers_ : !aux_.empty() ? aux_ : keyboard_;
  const bool ready = !source.empty() && (clocked || &source != &keyboard_);
  if ((!output_full_ || fault("keyboard-overwrites")) && ready) {
    output_ = source.pop();
    last_sent_ = output_;
    output_full_ = true;
    output_from_aux_ = &source == &aux_;
  }
  drive_irq();
}

void Keyboard8042::drive_irq() {
  const bool enabled = (command_byte_ & kInterrupt) != 0 || fault("keyboard-irq-always");
  wires_.irq1(output_full_ && !output_from_aux_ && enabled);
  wires_.irq12(output_full_ && output_from_aux_ && (command_byte_ & kAuxInterrupt) != 0);
}

std::uint8_t Keyboard8042::status() const {
  const bool from_aux = output_full_ && output_from_aux_;
  return static_cast<std::uint8_t>((output_full_ ? kOutputFull : 0) | (command_byte_ & kSystem) |
                                   (from_aux ? kFromAux : 0) |
                                   (last_was_command_ ? kLastWasCommand : 0) | kNotInhibited);
}

std::uint8_t Keyboard8042::take_output() {
  output_full_ = false;
  drive_irq();  // the line falls before the next byte raises it
  const std::uint8_t byte = output_;
  fill_output();
  return byte;
}

std::uint32_t Keyboard8042::read(std::uint32_t offset, unsigned, Access access) {
  if (offset == 1) return status();
  if (offset != 0) return 0xFF;
  return access.is_guest() ? take_output() : output_;
}

void Keyboard8042::write(std::uint32_t offset, unsigned, std::uint32_t value, Access) {
  const auto byte = static_cast<std::uint8_t>(value);
  if (offset > 1) return;
  last_was_command_ = offset == 1;
  if (offset == 1) {
    command(byte);
  } else if (pending_command_ != 0) {
    controller_data(byte);
  } else {
    to_keyboard(byte);
  }
  fill_output();
}

void Keyboard8042::command(std::uint8_t value) {
  pending_command_ = 0;
  if (value >= 0x20 && value < 0x40)
    return respond(value == 0x20 ? command_byte_ : memory_[value & 0x1Fu]);
  if (value >= 0x60 && value < 0x80) {
    pending_command_ = value;
    return;
  }
  switch (value) {
    case 0xD1: case 0xD2: case 0xD3: case 0xD4: pending_command_ = value; break;
    case 0xA4: respond(0xF1); break;  // no password
    case 0xA7: command_byte_ |= kDisableAux; break;
    case 0xA8: command_byte_ &= static_cast<std::uint8_t>(~kDisableAux); break;
    case 0xA9: respond(0x02); break;  // auxiliary clock line stuck high: nothing plugged in
    case 0xAA: command_byte_ |= kSystem; respond(0x55); break;
    case 0xAB: respond(0x00); break;
    case 0xAD: command_byte_ |= kDisable; break;
    case 0xAE: command_byte_ &= static_cast<std::uint8_t>(~kDisable); break;
    case 0xC0: respond(0x80); break;  // input port: keyboard not locked
    case 0xD0: respond(output_port_with_requests()); break;
    case 0xE0: respond(0x00); break;  // test inputs: both clocks held
    case 0xDD: set_output_port(output_port_ & static_cast<std::uint8_t>(~kA20)); break;
    case 0xDF: set_output_port(output_port_ | kA20); break;
    default:
      // F0 to FF pulse the output port's bits 0 to 3 that are 0 in the command.
      if (value >= 0xF0 && (value & 1) == 0) wires_.reset_cpu();
  }
}

void Keyboard8042::controller_data(std::uint8_t value) {
  const auto pending = std::exchange(pending_command_, std::uint8_t{0});
  if (pending > 0x60 && pending < 0x80) {
    memory_[pending & 0x1Fu] = value;
    return;
  }
  switch (pending) {
    case 0x60: command_byte_ = value; break;
    case 0xD1: set_output_port(value); break;
    case 0xD2: respond(value); break;  // as if the keyboard had sent it
    case 0xD3: aux_.push(value); break;
    default: break;  // D4: to a device that is not there
  }
}

void Keyboard8042::set_output_port(std::uint8_t value) {
  output_port_ = value;
  wires_.a20((value & kA20) != 0);
  if ((value & kResetHigh) == 0) wires_.reset_cpu();
}

/// Bits 4 and 5 are the pins of IRQ 1 and 12: high while the buffer is full.
std::uint8_t Keyboard8042::output_port_with_requests() const {
  constexpr std::uint8_t kKeyboardFull = 0x10, kAuxFull = 0x20;
  if (!output_full_) return output_port_;
  return output_port_ | (output_from_aux_ ? kAuxFull : kKeyboardFull);
}

void Keyboard8042::respond(std::uint8_t byte) { answers_.push(byte); }

void Keyboard8042::to_keyboard(std::uint8_t value) {
  // "A write to port 60 enables the keyboard interface."
  command_byte_ &= static_cast<std::uint8_t>(~kDisable);
  if (awaited_ != 0) {
    keyboard_argument(std::exchange(awaited_, std::uint8_t{0}), value);
  } else {
    keyboard_command(value);
  }
}

void Keyboard8042::keyboard_argument(std::uint8_t command, std::uint8_t value) {
  if (command == 0xED) leds_ = value & 7;
  if (command == 0xF3) typematic_ = value;
  if (command == 0xF0 && value > 3) return respond(kResend);
  respond(kAck);
  if (command != 0xF0) return;
  if (value == 0) respond(scan_set_);
  else scan_set_ = value;
}

void Keyboard8042::keyboard_defaults() {
  keyboard_.clear();
  typematic_ = kDefaultTypematic;
  scan_set_ = 2;
  scanning_ = true;
}

void Keyboard8042::keyboard_command(std::uint8_t value) {
  switch (value) {
    case 0xED: case 0xF0: case 0xF3: awaited_ = value; respond(kAck); break;
    case 0xEE: respond(0xEE); break;
    case 0xF2:
      respond(kAck);
      respond(0xAB);
      respond(translating() ? 0x41 : 0x83);
      break;
    case 0xF4: keyboard_.clear(); scanning_ = true; respond(kAck); break;
    case 0xF5: keyboard_defaults(); scanning_ = false; respond(kAck); break;
    case 0xF6: keyboard_defaults(); respond(kAck); break;
    // Key types of set 3: taken, and without effect.
    case 0xF7: case 0xF8: case 0xF9: case 0xFA: case 0xFB: case 0xFC: case 0xFD:
      respond(kAck);
      break;
    case 0xFE: respond(last_sent_); break;
    case 0xFF:
      leds_ = 0;
      keyboard_defaults();
      respond(kAck);
      respond(kSelfTestPassed);
      break;
    default: respond(kResend);
  }
}

void Keyboard8042::visit(StateVisitor& state) {
  answers_.visit(state);
  aux_.visit(state);
  state.field("output from aux", output_from_aux_);
  state.field("output full", output_full_);
  state.field("output", output_);
  state.field("command byte", command_byte_);
  state.field("output port", output_port_);
  state.field("memory", memory_);
  state.field("pending command", pending_command_);
  state.field("last was command", last_was_command_);
  keyboard_.visit(state);
  state.field("awaited argument", awaited_);
  state.field("last sent", last_sent_);
  state.field("leds", leds_);
  state.field("typematic", typematic_);
  state.field("scan set", scan_set_);
  state.field("scanning", scanning_);
}

}  // namespace vectorscope
