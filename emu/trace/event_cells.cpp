// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/trace/event_cells.hpp"

#include "emu/load/image.hpp"
#include "emu/trace/words.hpp"

namespace vectorscope {
namespace {

using namespace events;

enum Column {
  kStep, kCore, kEvent, kVector, kSlot, kLine, kDepth, kCause, kEip, kAddress, kSymbol, kWas, kNow,
  kPeer, kValue, kOutcome, kBy, kWords
};

/// One visit fills the cells that the event has something for.
struct Row {
  const Symbols& symbols;
  EventCells cells{};

  std::string& operator[](Column column) { return cells[column]; }
  void number(Column column, std::uint64_t value) { cells[column] = std::to_string(value); }
  void address(Column column, std::uint32_t value) { cells[column] = hex(value, 8); }
  void function(std::uint32_t value) {
    address(kAddress, value);
    if (value != 0) cells[kSymbol] = symbols.describe(value);
  }
  void peer(CoreId core) {
    if (core != kNoCore) number(kPeer, core);
  }

  void operator()(const CoreStarted& e) { address(kEip, e.eip); }
  void operator()(const CoreStopped& e) {
    address(kEip, e.eip);
    cells[kCause] = word(e.why);
  }
  void operator()(const CoreHalted& e) { number(kValue, e.interrupts_enabled ? 1 : 0); }
  void operator()(const CoreWoken&) {}
  void operator()(const CoreFrozen&) {}
  void operator()(const CoreThawed&) {}
  void operator()(const InterruptEntry& e) {
    cells[kVector] = hex(e.vector);
    cells[kCause] = word(e.cause);
    number(kDepth, e.depth);
    address(kEip, e.return_eip);
    if (e.handler != 0) function(e.handler);
  }
  void operator()(const InterruptExit& e) {
    cells[kVector] = hex(e.vector);
    number(kDepth, e.depth);
    address(kValue, e.eax);
  }
  void operator()(const SlotSwap& e) {
    cells[kSlot] = hex(e.slot);
    address(kEip, e.eip);
    address(kWas, e.was);
    address(kNow, e.now);
    if (e.now != 0) cells[kSymbol] = symbols.describe(e.now);
  }
  void operator()(const SlotRewritten& e) {
    cells[kSlot] = hex(e.slot);
    address(kEip, e.eip);
    address(kNow, e.value);
    if (e.value != 0) cells[kSymbol] = symbols.describe(e.value);
  }
  void operator()(const SlotStored& e) {
    cells[kSlot] = hex(e.slot);
    address(kEip, e.eip);
    address(kNow, e.value);
    if (e.value != 0) cells[kSymbol] = symbols.describe(e.value);
  }
  void operator()(const StoreDrained& e) {
    address(kEip, e.eip);
    address(kAddress, e.address);
    address(kValue, e.value);
  }
  void operator()(const SlotRead& e) {
    cells[kSlot] = hex(e.slot);
    address(kEip, e.eip);
    address(kNow, e.value);
    if (e.value != 0) cells[kSymbol] = symbols.describe(e.value);
  }
  void operator()(const FunctionEnter& e) {
    function(e.address);
    address(kValue, e.argument);
  }
  void operator()(const FunctionExit& e) {
    function(e.address);
    address(kValue, e.result);
  }
  void operator()(const SpinBegin&) {}
  void operator()(const SpinEnd&) {}
  void operator()(const IrqRaised& e) { number(kLine, e.line); }
  void operator()(const IrqAcknowledged& e) {
    cells[kVector] = hex(e.vector);
    if (e.spurious) cells[kOutcome] = "spurious";
  }
  void operator()(const Eoi& e) {
    if (e.level >= 0) number(kLine, static_cast<std::uint64_t>(e.level));
    cells[kBy] = word(e.controller);
  }
  void operator()(const IpiSent& e) {
    peer(e.target);
    address(kValue, e.message);
    cells[kOutcome] = word(e.outcome);
    cells[kBy] = word(e.by);
  }
  void operator()(const IpiReceived& e) {
    peer(e.sender);
    address(kValue, e.message);
  }
  void operator()(const KeyPressed& e) { cells[kValue] = hex(e.scancode); }
  void operator()(const DebugText& e) { character(e.character); }
  void operator()(const SerialText& e) { character(e.character); }
  void operator()(const GuestMark& e) {
    number(kValue, e.id);
    cells[kCause] = word(e.says);
    cells[kSymbol] = mark_text(e.text);
  }
  void operator()(const GuestExit& e) { number(kValue, e.code); }
  void operator()(const UnownedAccess& e) {
    address(kAddress, e.address);
    address(kValue, e.value);
    cells[kOutcome] = e.write ? "write" : "read";
    cells[kBy] = e.port ? "port" : "memory";
  }
  void operator()(const DeviceError& e) {
    address(kAddress, e.address);
    address(kValue, e.value);
  }
  void operator()(const Injected& e) { address(kValue, e.value); }
  void operator()(const LogFull& e) { number(kValue, e.dropped); }

  void character(char c) { cells[kValue] = hex(static_cast<unsigned char>(c)); }
};

}  // namespace

EventCells cells_of(const Event& event, const Symbols& symbols) {
  Row row{symbols};
  row.number(kStep, event.step);
  if (event.core != kNoCore) row.number(kCore, event.core);
  row[kEvent] = event_name(event.body);
  std::visit(row, event.body);
  row[kWords] = describe_event(event, &symbols);
  return row.cells;
}

}  // namespace vectorscope
