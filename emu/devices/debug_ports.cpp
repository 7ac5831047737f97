// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/devices/debug_ports.hpp"

namespace vectorscope {

std::uint32_t DebugPorts::read(std::uint32_t offset, unsigned, Access) {
  return offset == kText ? 0xE9 : 0xFFFFFFFF;
}

void DebugPorts::write(std::uint32_t offset, unsigned, std::uint32_t value, Access access) {
  if (offset == kText) {
    events_.publish(access.core, events::DebugText{static_cast<char>(value)});
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

void DebugPorts::reset() {
  exited_ = false;
  exit_code_ = 0;
}

void DebugPorts::visit(StateVisitor& state) {
  state.field("exited", exited_);
  state.field("exit code", exit_code_);
}

}  // namespace vectorscope
