// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/devices/vga_text.hpp"

#include "emu/base/fault.hpp"

namespace vectorscope {
namespace {

// Offsets from port 3C0.
enum Port : std::uint32_t {
  kAttribute = 0x00, kAttributeRead = 0x01, kMiscellaneousWrite = 0x02, kSequencerIndex = 0x04,
  kSequencerData = 0x05, kMiscellaneousRead = 0x0C, kGraphicsIndex = 0x0E, kGraphicsData = 0x0F,
  kCrtcIndex = 0x14, kCrtcData = 0x15, kInputStatus = 0x1A
};

// CRTC registers.
constexpr unsigned kCursorStart = 0x0A;  // bit 5: off
constexpr unsigned kCursorEnd = 0x0B;
constexpr unsigned kStartAddress = 0x0C;
constexpr unsigned kCursorAddress = 0x0E;

// Mode 3, 80x25, as a BIOS programs it (technical reference, "VGA mode 3+").
constexpr std::array<std::uint8_t, 0x19> kCrtcMode3 = {
    0x5F, 0x4F, 0x50, 0x82, 0x55, 0x81, 0xBF, 0x1F, 0x00, 0x4F, 0x0D, 0x0E, 0x00,
    0x00, 0x00, 0x00, 0x9C, 0x8E, 0x8F, 0x28, 0x1F, 0x96, 0xB9, 0xA3, 0xFF};
constexpr std::array<std::uint8_t, 0x15> kAttributeMode3 = {
    0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x14, 0x07, 0x38, 0x39, 0x3A,
    0x3B, 0x3C, 0x3D, 0x3E, 0x3F, 0x0C, 0x00, 0x0F, 0x08, 0x00};
constexpr std::array<std::uint8_t, 5> kSequencerMode3 = {0x03, 0x00, 0x03, 0x00, 0x02};
constexpr std::array<std::uint8_t, 9> kGraphicsMode3 = {0x00, 0x00, 0x00, 0x00, 0x00,
                                                        0x10, 0x0E, 0x00, 0xFF};
constexpr std::uint8_t kMiscellaneousMode3 = 0x67;
constexpr std::uint8_t kDisplayOn = 0x20;  // attribute index bit 5

constexpr std::uint8_t kDisplayDisabled = 0x01;  // input status 1
constexpr std::uint8_t kVerticalRetrace = 0x08;

template <std::size_t N, std::size_t M>
void fill(std::array<std::uint8_t, N>& registers, const std::array<std::uint8_t, M>& values) {
  static_assert(M <= N);
  registers.fill(0);
  for (std::size_t index = 0; index < M; ++index) registers[index] = values[index];
}

}  // namespace

VgaText::VgaText(std::span<std::uint8_t> cells) : cells_(cells) { reset(); }

void VgaText::reset() {
  fill(crtc_, kCrtcMode3);
  fill(attribute_, kAttributeMode3);
  fill(sequencer_, kSequencerMode3);
  fill(graphics_, kGraphicsMode3);
  crtc_index_ = 0;
  attribute_index_ = kDisplayOn;
  sequencer_index_ = 0;
  graphics_index_ = 0;
  miscellaneous_ = kMiscellaneousMode3;
  attribute_data_next_ = false;
  retrace_ = false;
  clear_cells();
}

void VgaText::clear_cells() {
  for (std::size_t byte = 0; byte < cells_.size(); ++byte) cells_[byte] = byte % 2 == 0 ? ' ' : 7;
}

VgaText::Cell VgaText::cell(unsigned row, unsigned column) const {
  const std::size_t cells = cells_.size() / 2;
  if (cells == 0) return {' ', 7};
  const unsigned start = fault("vga-no-start-address") ? 0u : crtc_word(kStartAddress);
  const std::size_t index = (start + row * kColumns + column) % cells;
  return {cells_[2 * index], cells_[2 * index + 1]};
}

VgaText::Cursor VgaText::cursor() const {
  const unsigned start = crtc_word(kStartAddress);
  const unsigned at = crtc_word(kCursorAddress);
  const unsigned first = crtc_[kCursorStart] & 0x1F;
  const unsigned last = crtc_[kCursorEnd] & 0x1F;
  const bool on = (crtc_[kCursorStart] & 0x20) == 0 && first <= last && first < 16;
  const bool on_screen = at >= start && at - start < kColumns * kRows;
  const unsigned cell = on_screen ? at - start : 0;
  return {on && on_screen, cell / kColumns, cell % kColumns, first, last < 16 ? last : 15};
}

std::uint32_t VgaText::read(std::uint32_t offset, unsigned, Access access) {
  switch (offset) {
    case kAttribute: return attribute_index_;
    case kAttributeRead: return attribute_[attribute_index_ & 0x1F];
    case kSequencerIndex: return sequencer_index_;
    case kSequencerData: return sequencer_[sequencer_index_ & 7];
    case kMiscellaneousRead: return miscellaneous_;
    case kGraphicsIndex: return graphics_index_;
    case kGraphicsData: return graphics_[graphics_index_ & 15];
    case kCrtcIndex: return crtc_index_;
    case kCrtcData: return crtc_[crtc_index_ & 0x1F];
    case kInputStatus: return input_status(access);
    default: return 0xFF;
  }
}

// Retrace begins and ends from look to look: who waits for either waits shortly.
std::uint8_t VgaText::input_status(Access access) {
  if (access.is_guest()) {
    retrace_ = !retrace_;
    attribute_data_next_ = false;  // the flip-flop of port 3C0 points to the index again
  }
  return retrace_ ? kVerticalRetrace | kDisplayDisabled : 0;
}

void VgaText::write(std::uint32_t offset, unsigned, std::uint32_t value, Access) {
  const auto byte = static_cast<std::uint8_t>(value);
  switch (offset) {
    case kAttribute: write_attribute(byte); break;
    case kMiscellaneousWrite: miscellaneous_ = byte; break;
    case kSequencerIndex: sequencer_index_ = byte; break;
    case kSequencerData: sequencer_[sequencer_index_ & 7] = byte; break;
    case kGraphicsIndex: graphics_index_ = byte; break;
    case kGraphicsData: graphics_[graphics_index_ & 15] = byte; break;
    case kCrtcIndex: crtc_index_ = byte; break;
    case kCrtcData: write_crtc(byte); break;
    default: break;  // palette and the rest: accepted
  }
}

void VgaText::write_attribute(std::uint8_t value) {
  if (attribute_data_next_) {
    attribute_[attribute_index_ & 0x1F] = value;
  } else {
    attribute_index_ = value & 0x3F;
  }
  attribute_data_next_ = !attribute_data_next_;
}

// Register 11h bit 7 protects the timing in registers 0 to 7.
void VgaText::write_crtc(std::uint8_t value) {
  const bool is_protected = (crtc_index_ & 0x1F) <= 7 && (crtc_[0x11] & 0x80) != 0;
  if (!is_protected) crtc_[crtc_index_ & 0x1F] = value;
}

void VgaText::visit(StateVisitor& state) {
  state.field("crtc", crtc_);
  state.field("attribute", attribute_);
  state.field("sequencer", sequencer_);
  state.field("graphics", graphics_);
  state.field("crtc index", crtc_index_);
  state.field("attribute index", attribute_index_);
  state.field("sequencer index", sequencer_index_);
  state.field("graphics index", graphics_index_);
  state.field("miscellaneous", miscellaneous_);
  state.field("attribute data next", attribute_data_next_);
  state.field("retrace", retrace_);
}

}  // namespace vectorscope
