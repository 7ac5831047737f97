// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/interrupts/pic8259.hpp"

#include "emu/base/fault.hpp"

namespace vectorscope {
namespace {

constexpr std::uint8_t bit(unsigned level) { return static_cast<std::uint8_t>(1U << level); }

// ICW1
constexpr std::uint8_t kIcw1 = 0x10;
constexpr std::uint8_t kLevelTriggered = 0x08;
constexpr std::uint8_t kSingle = 0x02;
constexpr std::uint8_t kIcw4Needed = 0x01;
// ICW4
constexpr std::uint8_t kSpecialFullyNested = 0x10;
constexpr std::uint8_t kAutomaticEoi = 0x02;
// OCW2
constexpr std::uint8_t kRotate = 0x80;
constexpr std::uint8_t kSpecific = 0x40;
constexpr std::uint8_t kEoi = 0x20;
// OCW3
constexpr std::uint8_t kOcw3 = 0x08;
constexpr std::uint8_t kSetSpecialMask = 0x40;
constexpr std::uint8_t kSpecialMask = 0x20;
constexpr std::uint8_t kPoll = 0x04;
constexpr std::uint8_t kReadRegister = 0x02;
constexpr std::uint8_t kInService = 0x01;

}  // namespace

void Pic8259::reset(Vector base, std::uint8_t mask, std::uint8_t elcr) {
  const std::uint8_t pins = pins_;  // whoever drives them resets them
  *this = Pic8259{};
  pins_ = pins;
  base_ = base & 0xF8;
  imr_ = mask;
  elcr_ = elcr;
  icw1_ = kIcw1 | kIcw4Needed;
  icw4_ = 0x01;
}

bool Pic8259::set_input(unsigned level, bool high) {
  const bool was = (pins_ & bit(level)) != 0;
  if (high == was) return false;
  pins_ ^= bit(level);
  // "The IR inputs must remain high until after the falling edge of the first
  // INTA": an edge that falls earlier takes its request along.
  if (high) {
    edges_ |= bit(level);
  } else {
    edges_ &= static_cast<std::uint8_t>(~bit(level));
  }
  return high;
}

std::uint8_t Pic8259::level_triggered() const {
  if (fault("pic-no-levels")) return 0;
  return (icw1_ & kLevelTriggered) != 0 ? 0xFF : elcr_;
}

std::uint8_t Pic8259::irr() const {
  const std::uint8_t levels = level_triggered();
  return static_cast<std::uint8_t>((pins_ & levels) | (edges_ & ~levels));
}

bool Pic8259::output() const { return awaited_ == 0 && (glitch_ || highest_request() >= 0); }

int Pic8259::highest_request() const {
  const unsigned requests = fault("pic-mask-ignored") ? irr() : irr() & ~imr_;
  if (requests == 0) return -1;
  // "Special mask mode": a masked level in service holds nothing back.
  const bool ignores_special_mask = fault("pic-special-mask");
  const unsigned holding = special_mask_ && !ignores_special_mask ? isr_ & ~imr_ : isr_;
  for (unsigned priority = 0; priority < 8; ++priority) {
    const unsigned level = level_at(priority);
    const bool requested = (requests & bit(level)) != 0;
    const bool held = (holding & bit(level)) != 0;
    // "Special fully nested mode": a slave in service may ask again.
    const bool slave = (icw4_ & kSpecialFullyNested) != 0 && (icw3_ & bit(level)) != 0;
    if (requested && (!held || slave)) return static_cast<int>(level);
    if (held) return -1;
  }
  return -1;
}

int Pic8259::highest_in_service() const {
  // A masked level in service is out of a non-specific EOI's reach in special mask mode.
  const unsigned candidates = special_mask_ ? isr_ & ~imr_ : isr_;
  for (unsigned priority = 0; priority < 8; ++priority) {
    const unsigned level = level_at(priority);
    if ((candidates & bit(level)) != 0) return static_cast<int>(level);
  }
  return -1;
}

Pic8259::Ack Pic8259::acknowledge() {
  glitch_ = false;
  const int request = highest_request();
  if (request < 0 && fault("pic-no-spurious")) return {0, false, false};
  if (request < 0) return {7, true, false};  // "default IR7", no in-service bit
  const auto level = static_cast<unsigned>(request);
  isr_ |= bit(level);
  edges_ &= static_cast<std::uint8_t>(~bit(level));
  const bool automatic = (icw4_ & kAutomaticEoi) != 0 && !fault("pic-no-auto-eoi");
  if (automatic) {
    isr_ &= static_cast<std::uint8_t>(~bit(level));
    if (rotate_in_aeoi_) lowest_ = static_cast<std::uint8_t>(level);
  }
  return {level, false, automatic};
}

std::optional<Pic8259::Ack> Pic8259::poll() {
  poll_ = false;
  if (highest_request() < 0) return std::nullopt;
  return acknowledge();
}

std::optional<int> Pic8259::write_command(std::uint8_t value) {
  if ((value & kIcw1) != 0) {
    begin_initialisation(value);
  } else if ((value & kOcw3) != 0) {
    operation3(value);
  } else {
    return operation2(value);
  }
  return std::nullopt;
}

// Data sheet, "Initialization command words 1 and 2", items a to f.
void Pic8259::begin_initialisation(std::uint8_t icw1) {
  icw1_ = icw1;
  edges_ = 0;
  isr_ = 0;
  imr_ = 0;
  lowest_ = 7;
  special_mask_ = false;
  read_isr_ = false;
  poll_ = false;
  rotate_in_aeoi_ = false;
  glitch_ = false;
  icw3_ = 0;
  icw4_ = 0;  // ICW1 without IC4 sets all functions of ICW4 to zero
  awaited_ = 2;
}

void Pic8259::write_data(std::uint8_t value) {
  const bool single = (icw1_ & kSingle) != 0;
  const bool icw4_needed = (icw1_ & kIcw4Needed) != 0;
  const std::uint8_t after_icw3 = icw4_needed ? 4 : 0;
  switch (awaited_) {
    case 2:
      base_ = value & 0xF8;
      awaited_ = single ? after_icw3 : 3;
      break;
    case 3:
      icw3_ = value;
      awaited_ = after_icw3;
      break;
    case 4:
      icw4_ = value;
      awaited_ = 0;
      break;
    default:
      imr_ = value;
  }
}

void Pic8259::write_elcr(std::uint8_t value) { elcr_ = value; }

std::optional<int> Pic8259::operation2(std::uint8_t ocw2) {
  const bool rotate = (ocw2 & kRotate) != 0;
  const bool specific = (ocw2 & kSpecific) != 0;
  const std::uint8_t level = ocw2 & 7;
  if ((ocw2 & kEoi) != 0) return end_of_interrupt(specific ? level : highest_in_service(), rotate);
  if (!specific) {
    rotate_in_aeoi_ = rotate;
  } else if (rotate) {
    lowest_ = level;  // "set priority"; 010 is no operation
  }
  return std::nullopt;
}

int Pic8259::end_of_interrupt(int level, bool rotate) {
  if (level < 0) return -1;
  const std::uint8_t ended = bit(static_cast<unsigned>(level));
  const bool in_service = (isr_ & ended) != 0;
  isr_ &= static_cast<std::uint8_t>(~ended);
  if (rotate && !fault("pic-no-rotation")) lowest_ = static_cast<std::uint8_t>(level);
  return in_service ? level : -1;
}

void Pic8259::operation3(std::uint8_t ocw3) {
  if ((ocw3 & kSetSpecialMask) != 0) special_mask_ = (ocw3 & kSpecialMask) != 0;
  if ((ocw3 & kPoll) != 0) {
    poll_ = true;  // "if both are set, the poll command overrides"
  } else if ((ocw3 & kReadRegister) != 0) {
    read_isr_ = (ocw3 & kInService) != 0;
  }
}

std::uint8_t Pic8259::peek(bool data) const {
  if (poll_) {
    const int request = highest_request();
    return request < 0 ? 0 : static_cast<std::uint8_t>(0x80 | request);
  }
  if (data) return imr_;
  return read_isr_ ? isr_ : irr();
}

void Pic8259::visit(StateVisitor& state) {
  state.field("pins", pins_);
  state.field("edges", edges_);
  state.field("isr", isr_);
  state.field("imr", imr_);
  state.field("elcr", elcr_);
  state.field("base", base_);
  state.field("icw1", icw1_);
  state.field("icw3", icw3_);
  state.field("icw4", icw4_);
  state.field("awaited icw", awaited_);
  state.field("lowest priority", lowest_);
  state.field("read isr", read_isr_);
  state.field("poll", poll_);
  state.field("special mask", special_mask_);
  state.field("rotate in aeoi", rotate_in_aeoi_);
  state.field("glitch", glitch_);
}

}  // namespace vectorscope
