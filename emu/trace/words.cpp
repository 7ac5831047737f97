// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/trace/words.hpp"

#include <fmt/format.h>

#include "emu/trace/timeline.hpp"

namespace vectorscope {

std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (auto place = static_cast<int>(text.size()) - 3; place > 0; place -= 3)
    text.insert(static_cast<std::size_t>(place), "\u202F");
  return text;
}

std::string hex(std::uint32_t number, int digits) { return fmt::format("0x{:0{}x}", number, digits); }

const char* word(Cause cause) {
  switch (cause) {
    case Cause::Software: return "software";
    case Cause::Exception: return "exception";
    case Cause::Nmi: return "NMI";
    case Cause::Lapic: return "LAPIC";
    case Cause::IpiBus: return "IPI bus";
    case Cause::Pic: return "PIC";
  }
  return "?";
}

const char* word(Stop why) {
  switch (why) {
    case Stop::Killed: return "killed";
    case Stop::TripleFault: return "triple fault";
    case Stop::Init: return "INIT";
    case Stop::HostRefused: return "host refused";
    case Stop::Reset: return "reset";
  }
  return "?";
}

const char* word(MarkSays says) {
  switch (says) {
    case MarkSays::Note: return "note";
    case MarkSays::Begin: return "begin";
    case MarkSays::End: return "end";
  }
  return "?";
}

std::string mark_text(const std::array<char, 24>& text) {
  std::string printed;
  for (const char c : text) {
    if (c == '\0') break;
    printed += c >= 0x20 && c < 0x7F ? c : '?';
  }
  return printed;
}

const char* word(Delivery outcome) {
  switch (outcome) {
    case Delivery::Accepted: return "accepted";
    case Delivery::Busy: return "busy";
    case Delivery::Dropped: return "dropped";
    case Delivery::Overwritten: return "overwritten";
    case Delivery::NoTarget: return "no target";
  }
  return "?";
}

const char* word(Controller controller) {
  switch (controller) {
    case Controller::MasterPic: return "master PIC";
    case Controller::SlavePic: return "slave PIC";
    case Controller::Lapic: return "LAPIC";
    case Controller::IpiBus: return "IPI bus";
  }
  return "?";
}

const char* lane_state_word(LaneState state) {
  switch (state) {
    case LaneState::NotStarted: return "not started";
    case LaneState::Running: return "running";
    case LaneState::Handler: return "in handler";
    case LaneState::Busy: return "busy return";
    case LaneState::Spinning: return "spinning";
    case LaneState::Masked: return "interrupts off";
    case LaneState::Halted: return "halted";
    case LaneState::Frozen: return "frozen";
    case LaneState::Dead: return "dead";
  }
  return "?";
}

}  // namespace vectorscope
