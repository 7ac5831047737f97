// SPDX-License-Identifier: GPL-2.0-or-later
// One 8259A interrupt controller in 8086 mode. Source: Intel 8259A data sheet
// (order 231468-003); ELCR as in the 82371FB (PIIX), section 2.5.5.
#pragma once
#include <array>
#include <cstdint>
#include <optional>

#include "emu/base/state_visitor.hpp"
#include "emu/base/types.hpp"

namespace vectorscope {

/// Inputs IR0 to IR7, output INT. Levels are 0 to 7; masks have bit n for IRn.
class Pic8259 {
 public:
  /// As a PC BIOS leaves it: initialised, edge triggered, nothing requested.
  void reset(Vector base, std::uint8_t mask, std::uint8_t elcr);

  /// The pin. True if this was a rising edge.
  bool set_input(unsigned level, bool high);
  /// A fault put in: INT rises without a request, so that the acknowledging
  /// core finds none and gets level 7 ("default IR7").
  void glitch() { glitch_ = true; }
  [[nodiscard]] bool output() const;

  struct Ack {
    unsigned level;
    bool spurious;
    bool ended;  ///< the in-service bit is clear again (automatic EOI)
  };
  /// The two INTA pulses.
  Ack acknowledge();
  [[nodiscard]] Vector vector_of(unsigned level) const {
    return static_cast<Vector>(base_ | level);
  }

  /// A0 = 0: ICW1, OCW2, OCW3. A value if it was an end of interrupt: the level
  /// that is no longer in service, -1 if none was.
  std::optional<int> write_command(std::uint8_t value);
  void write_data(std::uint8_t value);     ///< A0 = 1: ICW2 to ICW4, OCW1
  void write_elcr(std::uint8_t value);
  [[nodiscard]] std::uint8_t peek(bool data) const;  ///< what a read would give
  [[nodiscard]] bool polled() const { return poll_; }
  /// The read after OCW3 with P=1, which is an acknowledge (data sheet, "Poll command").
  /// No value: nothing was requested, and the read gives 0.
  std::optional<Ack> poll();

  [[nodiscard]] std::uint8_t irr() const;
  [[nodiscard]] std::uint8_t isr() const { return isr_; }
  [[nodiscard]] std::uint8_t imr() const { return imr_; }
  [[nodiscard]] std::uint8_t elcr() const { return elcr_; }

  void visit(StateVisitor& state);

 private:
  void begin_initialisation(std::uint8_t icw1);
  std::optional<int> operation2(std::uint8_t ocw2);
  void operation3(std::uint8_t ocw3);
  int end_of_interrupt(int level, bool rotate);
  [[nodiscard]] std::uint8_t level_triggered() const;
  [[nodiscard]] unsigned level_at(unsigned priority) const { return (lowest_ + 1 + priority) & 7; }
  [[nodiscard]] int highest_request() const;     ///< that nothing in service holds back; or -1
  [[nodiscard]] int highest_in_service() const;  ///< that a non-specific EOI ends; or -1

  std::uint8_t pins_ = 0;     // levels of IR0..IR7
  std::uint8_t edges_ = 0;    // edge latches: rose, still high, not acknowledged
  std::uint8_t isr_ = 0;
  std::uint8_t imr_ = 0;
  std::uint8_t elcr_ = 0;
  std::uint8_t base_ = 0;     // ICW2, T7..T3
  std::uint8_t icw1_ = 0;
  std::uint8_t icw3_ = 0;
  std::uint8_t icw4_ = 0;
  std::uint8_t awaited_ = 0;  // the ICW that the next write with A0=1 is, 0 none
  std::uint8_t lowest_ = 7;   // level of lowest priority
  bool read_isr_ = false;
  bool poll_ = false;
  bool special_mask_ = false;
  bool rotate_in_aeoi_ = false;
  bool glitch_ = false;
};

}  // namespace vectorscope
