// SPDX-License-Identifier: GPL-2.0-or-later
// The text side of a VGA: 80x25 cells and the registers around them. Source:
// IBM PS/2 hardware interface technical reference, "Video subsystem".
#pragma once
#include <array>
#include <cstdint>
#include <span>

#include "emu/bus/device.hpp"

namespace vectorscope {

/// Offsets 0 to 1F: ports 3C0 to 3DF. The cells are guest RAM that the board
/// supplies (B8000, 32 KB) and saves; a guest writes them without a trap.
class VgaText final : public Device {
 public:
  static constexpr PhysicalAddress kCells = 0xB8000;
  static constexpr std::uint32_t kCellBytes = 0x8000;
  static constexpr std::uint16_t kFirstPort = 0x3C0;
  static constexpr std::uint32_t kPorts = 0x20;
  static constexpr unsigned kColumns = 80;
  static constexpr unsigned kRows = 25;

  explicit VgaText(std::span<std::uint8_t> cells);

  struct Cell {
    std::uint8_t character;
    std::uint8_t attribute;
  };
  /// What the screen shows there: the CRTC's start address is taken into account.
  [[nodiscard]] Cell cell(unsigned row, unsigned column) const;

  struct Cursor {
    bool visible;  ///< enabled and on the screen
    unsigned row, column;
    unsigned first_line, last_line;  ///< scan lines of the character, 0 to 15
  };
  [[nodiscard]] Cursor cursor() const;
  /// Attribute bit 7 blinks; otherwise it is a bright background.
  [[nodiscard]] bool blinking() const { return (attribute_[0x10] & 0x08) != 0; }

  std::uint32_t read(std::uint32_t offset, unsigned width, Access access) override;
  void write(std::uint32_t offset, unsigned width, std::uint32_t value, Access access) override;
  void reset() override;
  void visit(StateVisitor& state) override;

 private:
  [[nodiscard]] std::uint16_t crtc_word(unsigned high) const {
    return static_cast<std::uint16_t>(crtc_[high] << 8 | crtc_[high + 1]);
  }
  std::uint8_t input_status(Access access);
  void write_attribute(std::uint8_t value);
  void write_crtc(std::uint8_t value);
  void clear_cells();

  std::span<std::uint8_t> cells_;
  std::array<std::uint8_t, 0x20> crtc_{};
  std::array<std::uint8_t, 0x20> attribute_{};
  std::array<std::uint8_t, 8> sequencer_{};
  std::array<std::uint8_t, 16> graphics_{};
  std::uint8_t crtc_index_ = 0;
  std::uint8_t attribute_index_ = 0;
  std::uint8_t sequencer_index_ = 0;
  std::uint8_t graphics_index_ = 0;
  std::uint8_t miscellaneous_ = 0;
  bool attribute_data_next_ = false;  // the flip-flop of port 3C0
  bool retrace_ = false;              // toggles with every look at port 3DA
};

}  // namespace vectorscope
