// SPDX-License-Identifier: GPL-2.0-or-later
// What there is to say about the 256 slots.
#pragma once
#include <array>
#include <optional>

#include <QString>

#include "emu/session/view.hpp"

namespace vectorscope::handler_slots {

using Slots = std::array<SlotView, 256>;

/// The pointer that most slots hold, when there is one: such a slot says nothing.
std::uint32_t default_handler(const Slots& all);
/// Called, swapped, or holding something of its own.
bool used(const SlotView& slot, std::uint32_t default_handler);
std::uint64_t most_calls(const Slots& all);
/// The slot that was swapped last.
std::optional<Vector> last_swapped(const Slots& all);

/// "pmm_alloc_busy", or the address where there is no symbol, or "empty".
QString pointer(std::uint32_t address, const std::string& name);
/// The slots are no handlers but the words of locks, as this variant of a lab wants it.
bool are_locks(const MachineView& view);
/// "Handler array", "Lock words of spins"
QString title(const MachineView& view);
/// "last swap 80: pmm_alloc_normal → pmm_alloc_busy"
QString summary(const MachineView& view);
/// One slot in words, for the hover.
QString describe(const SlotView& slot, Vector vector);

}  // namespace vectorscope::handler_slots
