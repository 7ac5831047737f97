// SPDX-License-Identifier: GPL-2.0-or-later
// A decision is anything that the start of the machine does not determine:
// which core runs for how long, and every input. The list of decisions is the
// recording, and Machine::apply the only door they enter by.
#pragma once
#include <cstdint>
#include <variant>

#include "emu/base/types.hpp"

namespace vectorscope {

namespace decisions {
/// `core` runs for `steps` instructions, or fewer if it can run no more. With 0
/// it takes a pending interrupt, if it would, and executes nothing.
struct Run { CoreId core; Step steps; };
/// Cores that can run take turns of `quantum` instructions in the order of
/// their numbers, beginning with `first`, until `steps` were run in all. Under
/// TSO every store has reached memory when a turn ends.
struct RunRound { CoreId first; std::uint32_t quantum; Step steps; };
struct Kill { CoreId core; };            ///< it executes nothing more, for ever
struct Freeze { CoreId core; };
struct Thaw { CoreId core; };
struct DropIpi { CoreId core; };         ///< the next IPI to `core` is lost on the way
/// The next IPI to `core` interrupts it so many core cycles too late.
struct DelayIpi { CoreId core; std::uint32_t cycles; };
struct RaiseIrq { std::uint8_t line; };  ///< a pulse on the PIC pair's line, 0 to 15
/// An interrupt request of the PIC that is gone when it is acknowledged: 7 of
/// the master, 15 of the slave.
struct Spurious { std::uint8_t line; };
struct Key { std::uint8_t scancode; };   ///< one set 1 byte from the keyboard (make, break, or E0)
struct SerialIn { std::uint8_t byte; };
struct Drain { CoreId core; };           ///< TSO: the oldest store that waits reaches memory
struct Poke { PhysicalAddress address; std::uint32_t value; };
struct FlipBit { PhysicalAddress address; std::uint8_t bit; };  ///< bit 0 to 7 of a byte
/// Registers 0 to 7: EAX, ECX, EDX, EBX, ESP, EBP, ESI, EDI; 8 EIP; 9 EFLAGS,
/// of which only bits 0 to 11 are flipped.
struct FlipRegister { CoreId core; std::uint8_t number; std::uint8_t bit; };
}  // namespace decisions

using Decision = std::variant<decisions::Run, decisions::RunRound, decisions::Kill,
                              decisions::Freeze, decisions::Thaw, decisions::DropIpi,
                              decisions::RaiseIrq, decisions::Key, decisions::SerialIn,
                              decisions::Drain, decisions::Poke, decisions::DelayIpi, decisions::Spurious,
                              decisions::FlipBit, decisions::FlipRegister>;

}  // namespace vectorscope
