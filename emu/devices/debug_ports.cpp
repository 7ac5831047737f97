// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/devices/debug_ports.hpp"

#include <array>
#include <cstring>

namespace vectorscope {

std::uint32_t DebugPorts::read(std::uint32_t offset, unsigned, Access) {
  return offset == kText ? 0xE9 : 0xFFFFFFFF;
}

void DebugPorts::write(std::uint32_t offset, unsigned width, std::uint32_t value, Access access) {
  if (offset == kText) {
    events_.publish(access.core, events::DebugText{static_cast<char>(value)});
  } else if (offset == kMark && width == 4) {
    mark(access.core, value);
  } else if (offset == kExit) {
    exit(access.core, value);
  }
}

void DebugPorts::exit(CoreId core, std::uint32_t code) {
  if (exited_) return;
  exited_ = true;
  exit_code_ = code;
  events_.publish(core, events::GuestExit{code});
}

void DebugPorts::mark(CoreId core, PhysicalAddress at) {
  struct {
    std::uint32_t kind, id;
    std::array<char, 24> text;
  } mark;
  if (std::uint64_t{at} + sizeof mark > ram_.size()) {
    events_.publish(core, events::DeviceError{at, 0, "port E8: the mark does not lie in RAM"});
    return;
  }
  std::memcpy(&mark, ram_.data() + at, sizeof mark);
  if (mark.kind > static_cast<std::uint32_t>(MarkSays::End)) {
    events_.publish(core, events::DeviceError{at, mark.kind, "port E8: a mark is of kind 0, 1 or 2"});
    return;
  }
  events_.publish(core, events::GuestMark{static_cast<MarkSays>(mark.kind), mark.id, mark.text});
}

void DebugPorts::reset() {
  exited_ = false;
  exit_code_ = 0;
}

void DebugPorts::visit(StateVisitor& state) {
  state.field("exited", exited_);
  state.field("exit code", exit_code_);
}

}  // namespace vectorscope
