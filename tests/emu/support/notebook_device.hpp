// SPDX-License-Identifier: GPL-2.0-or-later
// A device that notes what was written and reads as its offset.
#pragma once
#include <vector>

#include "emu/bus/device.hpp"

namespace vectorscope::test {

class NotebookDevice final : public Device {
 public:
  struct Note {
    std::uint32_t offset;
    unsigned width;
    std::uint32_t value;
    CoreId core;
    bool operator==(const Note&) const = default;
  };

  std::uint32_t read(std::uint32_t offset, unsigned, Access) override { return offset; }
  void write(std::uint32_t offset, unsigned width, std::uint32_t value, Access access) override {
    notes.push_back({offset, width, value, access.core});
  }
  void reset() override { notes.clear(); }
  void visit(StateVisitor&) override {}

  std::vector<Note> notes;
};

}  // namespace vectorscope::test
