// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/session/view_builder.hpp"

#include <fmt/format.h>

#include "emu/cpu/page_walk.hpp"
#include "emu/machine/board.hpp"
#include "emu/trace/words.hpp"

namespace vectorscope {
namespace {

constexpr std::size_t kTextShown = 16 << 10;
constexpr std::size_t kLinesBefore = 8, kLinesFrom = 40;

void append(std::string& text, char character) {
  text += character;
  if (text.size() > 2 * kTextShown) text.erase(0, text.size() - kTextShown);
}

const char* model_name(IpiModel model) {
  switch (model) {
    case IpiModel::Lossy: return "lossy (a)";
    case IpiModel::Status: return "status (a')";
    case IpiModel::NxN: return "N x N (b)";
    case IpiModel::Bits: return "bits (b)";
    case IpiModel::Busy: return "busy (c)";
  }
  return "";
}

}  // namespace

ViewBuilder::ViewBuilder(Machine& machine, std::shared_ptr<const Symbols> symbols)
    : machine_(machine),
      symbols_(std::move(symbols)),
      timeline_(machine.config().cores, symbols_),
      before_(machine.config().cores),
      notes_(machine.config().cores) {
  mark_stop();
}

void ViewBuilder::mark_stop() {
  for (std::size_t core = 0; core < before_.size(); ++core)
    before_[core] = machine_.registers(static_cast<CoreId>(core));
}

std::shared_ptr<const Timeline> ViewBuilder::timeline() {
  timeline_.follow(machine_.log(), machine_.step());
  return timeline_.snapshot();
}

void ViewBuilder::follow() {
  const auto& log = machine_.log();
  slots_.follow(log);
  ipis_.follow(log);
  for (; next_event_ < log.size(); ++next_event_) take_text(log[next_event_]);
}

void ViewBuilder::take_text(const Event& event) {
  if (const auto* serial = std::get_if<events::SerialText>(&event.body))
    append(serial_text_, serial->character);
  else if (const auto* debug = std::get_if<events::DebugText>(&event.body))
    append(debug_text_, debug->character);
  else if (const auto* stopped = std::get_if<events::CoreStopped>(&event.body))
    notes_[event.core] = fmt::format("{} at {}", word(stopped->why), grouped(event.step));
  else if (std::holds_alternative<events::CoreStarted>(event.body))
    notes_[event.core].clear();
}

std::shared_ptr<MachineView> ViewBuilder::build(CoreId selected) {
  follow();
  auto view = std::make_shared<MachineView>();
  view->serial = ++serial_;
  view->step = machine_.step();
  view->config = machine_.config();
  view->selected = selected;
  view->timeline = timeline();
  add_cores(*view);
  add_disassembly(*view);
  add_slots(*view);
  add_devices(*view);
  view->serial_text = serial_text_;
  view->debug_text = debug_text_;
  return view;
}

namespace {

/// A span of the timeline lasts at least a step: what happened at this very
/// step (a kill, a thaw) is not in it yet, but the machine knows.
LaneState state_now(CoreStatus status, LaneState last) {
  switch (status) {
    case CoreStatus::NotStarted: return LaneState::NotStarted;
    case CoreStatus::Halted: return LaneState::Halted;
    case CoreStatus::Frozen: return LaneState::Frozen;
    case CoreStatus::Dead: return LaneState::Dead;
    case CoreStatus::Running: break;
  }
  const bool rested = last == LaneState::NotStarted || last == LaneState::Halted ||
                      last == LaneState::Frozen || last == LaneState::Dead;
  return rested ? LaneState::Running : last;
}

}  // namespace

void ViewBuilder::add_cores(MachineView& view) const {
  for (std::size_t number = 0; number < before_.size(); ++number) {
    const auto id = static_cast<CoreId>(number);
    CoreView core;
    core.id = id;
    core.registers = machine_.registers(id);
    core.before = before_[id];
    core.steps = machine_.core_steps(id);
    core.where = symbols_->describe(core.registers.eip);
    core.note = notes_[id];
    core.depth = machine_.interrupt_depth(id);
    core.waiting_stores = machine_.waiting_stores(id).size();
    if (const auto count = view.timeline->span_count(id); count > 0) {
      const auto span = view.timeline->span(id, count - 1);
      core.state = span.state;
      core.vector = span.vector;
    }
    core.state = state_now(machine_.status(id), core.state);
    if (core.state == LaneState::Running && !machine_.interrupts_enabled(id))
      core.state = LaneState::Masked;
    view.cores.push_back(std::move(core));
  }
}

void ViewBuilder::add_disassembly(MachineView& view) const {
  const auto& registers = view.cores[view.selected].registers;
  const bool real_mode = (registers.cr0 & 1) == 0;
  const LinearAddress base = real_mode ? LinearAddress{registers.cs} << 4 : 0;
  const auto read = [&](LinearAddress at, std::size_t count) {
    return machine_.read_linear(view.selected, at, count);
  };
  const Disassembler disassembler(real_mode ? 16 : 32);
  const auto eip = base + registers.eip;
  for (auto& one : disassembler.around(eip, read, *symbols_, kLinesBefore, kLinesFrom)) {
    DisassemblyLine line;
    line.address = one.address;
    line.bytes = hex(one.bytes);
    line.comment = comment(one, *symbols_);
    line.mnemonic = std::move(one.mnemonic);
    line.operands = std::move(one.operands);
    line.current = one.address == eip;
    if (const auto* symbol = symbols_->at(one.address); symbol && symbol->address == one.address)
      line.label = symbol->name;
    view.disassembly.push_back(std::move(line));
  }
}

std::string ViewBuilder::name_of(LinearAddress address) const {
  return address != 0 && symbols_->at(address) ? symbols_->describe(address) : std::string();
}

/// The array if one is known, the gates of the selected core's IDT if not.
void ViewBuilder::add_slots(MachineView& view) const {
  view.slots = slots_.slots();
  const auto* at = machine_.handlers();
  view.handlers_known = at != nullptr;
  const auto& registers = view.cores[view.selected].registers;
  for (unsigned i = 0; i < view.slots.size(); ++i) {
    auto& slot = view.slots[i];
    if (at) {
      slot.now = i < at->count ? load32(machine_.ram(), at->address + i * at->stride) : 0;
    } else if (i * 8 + 7 <= registers.idtr_limit && (registers.cr0 & 1) != 0) {
      const auto gate = machine_.read_linear(view.selected, registers.idtr_base + i * 8, 8);
      if (gate.size() == 8 && (gate[5] & 0x80) != 0)
        slot.now = static_cast<std::uint32_t>(gate[0] | gate[1] << 8 | gate[6] << 16) |
                   static_cast<std::uint32_t>(gate[7]) << 24;
    }
    slot.now_name = name_of(slot.now);
    slot.was_name = name_of(slot.was);
  }
}

void ViewBuilder::add_devices(MachineView& view) const {
  const auto& board = machine_.board();
  view.pic = {board.pic.irr(), board.pic.isr(), board.pic.imr(), board.pic.intr()};
  view.ipi.model = model_name(machine_.config().ipi);
  view.ipi.recent = ipis_.messages();
  for (unsigned row = 0; row < VgaText::kRows; ++row)
    for (unsigned column = 0; column < VgaText::kColumns; ++column) {
      const auto cell = board.vga.cell(row, column);
      view.screen.cells[row * VgaText::kColumns + column] =
          static_cast<std::uint16_t>(cell.character | cell.attribute << 8);
    }
  const auto cursor = board.vga.cursor();
  view.screen.cursor_visible = cursor.visible;
  view.screen.cursor_row = static_cast<int>(cursor.row);
  view.screen.cursor_column = static_cast<int>(cursor.column);
}

}  // namespace vectorscope
