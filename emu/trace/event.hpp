// SPDX-License-Identifier: GPL-2.0-or-later
// The one event type. Cores and devices publish; checkers, timeline, counters,
// captions and the script's conditions read. Nothing else tells them anything.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <variant>

#include "emu/base/types.hpp"

namespace vectorscope {

/// Where an interrupt came from.
enum class Cause : std::uint8_t { Software, Exception, Nmi, Lapic, IpiBus, Pic };

/// Why a core executes nothing more.
enum class Stop : std::uint8_t { Killed, TripleFault, Init, HostRefused, Reset };

/// What became of a message on the IPI bus or the LAPIC bus. Overwritten: it
/// arrived, and took the place of one that nobody had read.
enum class Delivery : std::uint8_t { Accepted, Busy, Dropped, Overwritten, NoTarget };

/// The controller that got an end-of-interrupt.
enum class Controller : std::uint8_t { MasterPic, SlavePic, Lapic, IpiBus };

/// A note, or the begin or end of something with the same id.
enum class MarkSays : std::uint8_t { Note, Begin, End };

namespace events {
struct CoreStarted { std::uint32_t eip; };               ///< power-on or STARTUP IPI
struct CoreStopped { Stop why; std::uint32_t eip; };     ///< for ever, or until STARTUP after Init
struct CoreHalted { bool interrupts_enabled; };          ///< HLT
struct CoreWoken {};
struct CoreFrozen {};
struct CoreThawed {};
struct InterruptEntry {                                  ///< the handler's first instruction is next
  Vector vector; Cause cause; std::uint16_t depth;       ///< depth after entry, 1 = outermost
  std::uint32_t return_eip; std::uint32_t handler;       ///< handler = what handles[vector] held, 0 if unknown
};
struct InterruptExit { Vector vector; std::uint16_t depth; std::uint32_t eax; };  ///< IRET done; depth after
struct SlotSwap { std::uint16_t slot; std::uint32_t was; std::uint32_t now; std::uint32_t eip; };
/// A store that left the slot as it was: a core that swaps a busy handler for the same one.
struct SlotRewritten { std::uint16_t slot; std::uint32_t value; std::uint32_t eip; };
struct SlotRead { std::uint16_t slot; std::uint32_t value; std::uint32_t eip; };
struct SlotStored { std::uint16_t slot; std::uint32_t value; std::uint32_t eip; };  ///< TSO: it waits in the core's buffer
struct StoreDrained { std::uint32_t address; std::uint32_t value; std::uint32_t eip; };  ///< TSO, by decision: it reaches memory
struct FunctionEnter { std::uint32_t address; std::uint32_t argument; };  ///< first stack argument
struct FunctionExit { std::uint32_t address; std::uint32_t result; };     ///< EAX after return
struct SpinBegin {};                                     ///< the core executes PAUSE
struct SpinEnd {};
struct IrqRaised { std::uint8_t line; };                 ///< rising edge at the PIC pair, 0 to 15
struct IrqAcknowledged { Vector vector; bool spurious; };///< INTA by this core
struct Eoi { Controller controller; std::int16_t level; };///< IRQ line or vector whose in-service bit cleared, -1 none
struct IpiSent { CoreId target; std::uint32_t message; Delivery outcome; Controller by; };
struct IpiReceived { CoreId sender; std::uint32_t message; };  ///< receiver acknowledged it
struct KeyPressed { std::uint8_t scancode; };            ///< from the person at the keyboard (set 1 code)
struct DebugText { char character; };                    ///< port E9
struct SerialText { char character; };                   ///< COM1, transmitted
struct GuestExit { std::uint32_t code; };                ///< port F4
/// Port E8: what the guest says of itself; it decorates, nobody believes it.
struct GuestMark { MarkSays says; std::uint32_t id; std::array<char, 24> text; };
struct UnownedAccess { std::uint32_t address; std::uint32_t value; std::uint8_t width; bool port; bool write; };
struct DeviceError { std::uint32_t address; std::uint32_t value; const char* text; };  ///< text is a literal
struct Injected { const char* text; std::uint32_t value; };  ///< a fault put in by the user; text is a literal
struct LogFull { std::uint64_t dropped; };
}  // namespace events

using EventBody =
    std::variant<events::CoreStarted, events::CoreStopped, events::CoreHalted, events::CoreWoken,
                 events::CoreFrozen, events::CoreThawed, events::InterruptEntry,
                 events::InterruptExit, events::SlotSwap, events::SlotRewritten, events::SlotRead,
                 events::SlotStored, events::StoreDrained, events::FunctionEnter,
                 events::FunctionExit, events::SpinBegin, events::SpinEnd, events::IrqRaised,
                 events::IrqAcknowledged, events::Eoi, events::IpiSent, events::IpiReceived,
                 events::KeyPressed, events::DebugText, events::SerialText, events::GuestExit, events::GuestMark,
                 events::UnownedAccess, events::DeviceError, events::Injected, events::LogFull>;

/// `step` is the step at which it happened: the number of instructions begun
/// before the one that caused it (or before which it happened).
struct Event {
  Step step = 0;
  CoreId core = kNoCore;  ///< kNoCore: the board or the person in front of it
  EventBody body;
};

/// "slot-swap", "interrupt-entry"...: the name in CSV and JSON.
const char* event_name(const EventBody& body);

class Symbols;
/// In words, without the step: "core 1: slot 0x80 pmm_alloc_normal -> pmm_alloc_busy".
/// Without symbols the addresses stand for the names.
std::string describe_event(const Event& event, const Symbols* symbols);

/// Where the board's parts publish to.
class EventSink {
 public:
  virtual ~EventSink() = default;
  /// The sink adds the current step.
  virtual void publish(CoreId core, EventBody body) = 0;
};

}  // namespace vectorscope
