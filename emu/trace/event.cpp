// SPDX-License-Identifier: GPL-2.0-or-later
// What an event is called, and what it says to a person.
#include "emu/trace/event.hpp"

#include <fmt/format.h>

#include "emu/load/image.hpp"
#include "emu/trace/words.hpp"

namespace vectorscope {
namespace {

using namespace events;

struct Name {
  const char* operator()(const CoreStarted&) const { return "core-started"; }
  const char* operator()(const CoreStopped&) const { return "core-stopped"; }
  const char* operator()(const CoreHalted&) const { return "core-halted"; }
  const char* operator()(const CoreWoken&) const { return "core-woken"; }
  const char* operator()(const CoreFrozen&) const { return "core-frozen"; }
  const char* operator()(const CoreThawed&) const { return "core-thawed"; }
  const char* operator()(const InterruptEntry&) const { return "interrupt-entry"; }
  const char* operator()(const InterruptExit&) const { return "interrupt-exit"; }
  const char* operator()(const SlotSwap&) const { return "slot-swap"; }
  const char* operator()(const SlotRewritten&) const { return "slot-rewritten"; }
  const char* operator()(const SlotRead&) const { return "slot-read"; }
  const char* operator()(const SlotStored&) const { return "slot-stored"; }
  const char* operator()(const StoreDrained&) const { return "store-drained"; }
  const char* operator()(const FunctionEnter&) const { return "function-enter"; }
  const char* operator()(const FunctionExit&) const { return "function-exit"; }
  const char* operator()(const SpinBegin&) const { return "spin-begin"; }
  const char* operator()(const SpinEnd&) const { return "spin-end"; }
  const char* operator()(const IrqRaised&) const { return "irq-raised"; }
  const char* operator()(const IrqAcknowledged&) const { return "irq-acknowledged"; }
  const char* operator()(const Eoi&) const { return "eoi"; }
  const char* operator()(const IpiSent&) const { return "ipi-sent"; }
  const char* operator()(const IpiReceived&) const { return "ipi-received"; }
  const char* operator()(const KeyPressed&) const { return "key-pressed"; }
  const char* operator()(const DebugText&) const { return "debug-text"; }
  const char* operator()(const SerialText&) const { return "serial-text"; }
  const char* operator()(const GuestMark&) const { return "guest-mark"; }
  const char* operator()(const GuestExit&) const { return "guest-exit"; }
  const char* operator()(const UnownedAccess&) const { return "unowned-access"; }
  const char* operator()(const DeviceError&) const { return "device-error"; }
  const char* operator()(const Injected&) const { return "injected"; }
  const char* operator()(const LogFull&) const { return "log-full"; }
};

std::string core_name(CoreId core) {
  return core == kNoCore ? std::string("board") : fmt::format("core {}", core);
}

std::string text_of(char character) {
  const auto code = static_cast<unsigned char>(character);
  return code >= 0x20 && code < 0x7F ? fmt::format("'{}'", character) : hex(code);
}

struct Words {
  const Symbols* symbols;

  [[nodiscard]] std::string at(std::uint32_t address) const {
    if (address == 0) return "empty";
    return symbols ? symbols->describe(address) : hex(address, 8);
  }

  std::string operator()(const CoreStarted& e) const { return "starts at " + at(e.eip); }
  std::string operator()(const CoreStopped& e) const {
    return fmt::format("stopped at {}: {}", at(e.eip), word(e.why));
  }
  std::string operator()(const CoreHalted& e) const {
    return e.interrupts_enabled ? "halts until an interrupt" : "halts with interrupts off";
  }
  std::string operator()(const CoreWoken&) const { return "wakes"; }
  std::string operator()(const CoreFrozen&) const { return "frozen"; }
  std::string operator()(const CoreThawed&) const { return "thawed"; }
  std::string operator()(const InterruptEntry& e) const {
    const std::string handler = e.handler ? ", handler " + at(e.handler) : std::string();
    return fmt::format("enters {} ({}, depth {}) at {}{}", hex(e.vector), word(e.cause), e.depth,
                       at(e.return_eip), handler);
  }
  std::string operator()(const InterruptExit& e) const {
    return fmt::format("returns from {}, answer {}", hex(e.vector), static_cast<std::int32_t>(e.eax));
  }
  std::string operator()(const SlotSwap& e) const {
    return fmt::format("slot {} {} \u2192 {}", hex(e.slot), at(e.was), at(e.now));
  }
  std::string operator()(const SlotRewritten& e) const {
    return fmt::format("writes slot {}, which stays {}", hex(e.slot), at(e.value));
  }
  std::string operator()(const SlotRead& e) const {
    return fmt::format("reads slot {}: {}", hex(e.slot), at(e.value));
  }
  std::string operator()(const SlotStored& e) const {
    return fmt::format("stores {} to slot {}, which waits in its buffer", at(e.value), hex(e.slot));
  }
  std::string operator()(const StoreDrained& e) const {
    return fmt::format("its store of {} reaches memory at {}", hex(e.value), hex(e.address, 8));
  }
  std::string operator()(const FunctionEnter& e) const {
    return fmt::format("calls {}({})", at(e.address), hex(e.argument, 1));
  }
  std::string operator()(const FunctionExit& e) const {
    return fmt::format("{} answers {}", at(e.address), static_cast<std::int32_t>(e.result));
  }
  std::string operator()(const SpinBegin&) const { return "begins to spin"; }
  std::string operator()(const SpinEnd&) const { return "stops spinning"; }
  std::string operator()(const IrqRaised& e) const { return fmt::format("IRQ {} raised", e.line); }
  std::string operator()(const IrqAcknowledged& e) const {
    return fmt::format("acknowledges {}{}", hex(e.vector), e.spurious ? ", spurious" : "");
  }
  std::string operator()(const Eoi& e) const {
    return e.level < 0 ? fmt::format("EOI to {}, nothing in service", word(e.controller))
                       : fmt::format("EOI to {}, level {}", word(e.controller), e.level);
  }
  std::string operator()(const IpiSent& e) const {
    return fmt::format("IPI {} to {}: {} ({})", hex(e.message), core_name(e.target), word(e.outcome),
                       word(e.by));
  }
  std::string operator()(const IpiReceived& e) const {
    return fmt::format("takes IPI {} from {}", hex(e.message), core_name(e.sender));
  }
  std::string operator()(const KeyPressed& e) const { return "key, scan code " + hex(e.scancode); }
  std::string operator()(const DebugText& e) const { return "port E9: " + text_of(e.character); }
  std::string operator()(const SerialText& e) const { return "COM1: " + text_of(e.character); }
  std::string operator()(const GuestMark& e) const {
    return fmt::format("marks {} {}: {}", word(e.says), e.id, mark_text(e.text));
  }
  std::string operator()(const GuestExit& e) const { return fmt::format("guest ends with {}", e.code); }
  std::string operator()(const UnownedAccess& e) const {
    return fmt::format("{} {} {} that nothing owns, {} bytes, value {}", e.write ? "writes" : "reads",
                       e.port ? "port" : "address", hex(e.address, e.port ? 4 : 8), e.width,
                       hex(e.value));
  }
  std::string operator()(const DeviceError& e) const {
    return fmt::format("{} (at {}, value {})", e.text ? e.text : "device error", hex(e.address),
                       hex(e.value));
  }
  std::string operator()(const Injected& e) const {
    return fmt::format("injected: {} {}", e.text ? e.text : "fault", hex(e.value, 1));
  }
  std::string operator()(const LogFull& e) const {
    return fmt::format("log full, {} events dropped", e.dropped);
  }
};

}  // namespace

const char* event_name(const EventBody& body) { return std::visit(Name{}, body); }

std::string describe_event(const Event& event, const Symbols* symbols) {
  return core_name(event.core) + ": " + std::visit(Words{symbols}, event.body);
}

}  // namespace vectorscope
