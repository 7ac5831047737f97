// SPDX-License-Identifier: GPL-2.0-or-later
// Immutable pictures of the machine at one step. Everything that a panel shows
// is in here; no panel asks the machine anything.
#pragma once
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "emu/base/types.hpp"
#include "emu/cpu/registers.hpp"
#include "emu/machine/config.hpp"
#include "emu/session/lab_view.hpp"
#include "emu/trace/event.hpp"
#include "emu/trace/step_caption.hpp"
#include "emu/trace/timeline.hpp"

namespace vectorscope {

struct CoreView {
  CoreId id = 0;
  LaneState state = LaneState::NotStarted;  ///< the same words as on the timeline's lanes
  Vector vector = 0;                        ///< when state is Handler or Busy
  unsigned depth = 0;                       ///< nested interrupts
  Step steps = 0;                           ///< instructions of this core
  std::string where;                        ///< "pmm_alloc_work+0x1c"
  std::string note;                         ///< "triple fault", "killed at 1 204"; empty if nothing to say
  Registers registers{};
  Registers before{};                       ///< at the previous published stop: marks changes
  std::size_t waiting_stores = 0;           ///< under TSO: only this core sees them yet
};

struct DisassemblyLine {
  LinearAddress address = 0;
  std::string bytes;      ///< "87 14 8d 00 40 10 00"
  std::string mnemonic;
  std::string operands;
  std::string comment;    ///< symbol that an operand points at; may be empty
  std::string label;      ///< symbol that begins here; may be empty
  bool current = false;   ///< the core's EIP
};

struct SlotView {
  std::uint32_t now = 0;
  std::uint32_t was = 0;         ///< before the last swap
  std::string now_name;          ///< symbol, "" when unnamed or empty slot
  std::string was_name;
  std::uint64_t calls = 0;       ///< interrupt entries through this vector
  std::uint64_t swaps = 0;
  CoreId last_by = kNoCore;
  Step last_swap = 0;
  std::uint16_t seen_by = 0;     ///< bit per core: entered or read it since the last swap
};

struct PicView {
  std::uint16_t irr = 0, isr = 0, imr = 0;  ///< bit n is IRQ n
  bool intr = false;
};

struct IpiView {
  struct Message {
    CoreId from = kNoCore, to = kNoCore;
    std::uint32_t message = 0;
    Delivery outcome = Delivery::Accepted;
    Step step = 0;
    bool received = false;
    std::string name = {};   ///< "INIT", "STARTUP 08", "F1": what it says, for people
  };
  std::string model;               ///< "busy (c)"
  std::vector<Message> recent;     ///< newest last, at most 8
};

struct ScreenView {
  static constexpr int kColumns = 80, kRows = 25;
  std::array<std::uint16_t, 80 * 25> cells{};  ///< character | attribute << 8
  int cursor_row = 0, cursor_column = 0;
  bool cursor_visible = true;
};

enum class RunState : std::uint8_t { NoImage, Paused, Running, Idle, Over };

/// Who decides what runs, while anything does.
enum class Drive : std::uint8_t {
  Nobody,
  Rounds,  ///< a free run: every core in turn
  Score,   ///< the lab's script, or the recording
};

/// What came of playing for a while.
enum class Played : std::uint8_t {
  Going,  ///< there is more
  Line,   ///< a line of the script was reached, as asked
  Over,   ///< there is nothing (more) to play
};

struct MachineView {
  std::uint64_t serial = 0;        ///< grows with every view
  std::string title;               ///< image or lab, for the window's title
  Step step = 0;
  RunState run_state = RunState::NoImage;
  Drive drive = Drive::Nobody;
  std::string caption;             ///< what just happened, in words
  std::string message;             ///< an error to be read; empty if none
  MachineConfig config;
  CoreId selected = 0;
  std::vector<CoreView> cores;
  std::vector<DisassemblyLine> disassembly;  ///< around the selected core's EIP
  bool handlers_known = false;     ///< false: `slots` show the IDT's gates
  std::array<SlotView, 256> slots;
  PicView pic;
  IpiView ipi;
  ScreenView screen;
  std::string serial_text;         ///< COM1, last 16 KiB
  std::string debug_text;          ///< port E9, last 16 KiB
  std::shared_ptr<const Timeline> timeline;
  StepCaptions captions;                    ///< for the timeline
  std::shared_ptr<const LabView> lab;       ///< null: no lab is open
  std::optional<ReplayView> replay;         ///< a recording is open
};

}  // namespace vectorscope
