// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/handler_slots.hpp"

#include <algorithm>
#include <unordered_map>

#include "ui/models/words.hpp"

namespace vectorscope::handler_slots {

std::uint32_t default_handler(const Slots& all) {
  constexpr std::size_t kMany = 64;  // fewer alike are a family of handlers, not the default
  std::unordered_map<std::uint32_t, std::size_t> count;
  for (const SlotView& slot : all) {
    if (slot.now && ++count[slot.now] >= kMany) return slot.now;
  }
  return 0;
}

bool used(const SlotView& slot, std::uint32_t default_handler) {
  const bool only_filled = slot.swaps == 0 || (slot.swaps == 1 && slot.was == 0);  // at boot
  return slot.calls || !only_filled || (slot.now && slot.now != default_handler);
}

std::uint64_t most_calls(const Slots& all) {
  return std::max_element(all.begin(), all.end(),
                          [](const SlotView& a, const SlotView& b) { return a.calls < b.calls; })
      ->calls;
}

std::optional<Vector> last_swapped(const Slots& all) {
  const auto last =
      std::max_element(all.begin(), all.end(), [](const SlotView& a, const SlotView& b) {
        return std::pair(a.swaps > 0, a.last_swap) < std::pair(b.swaps > 0, b.last_swap);
      });
  if (last->swaps == 0) return std::nullopt;
  return Vector(last - all.begin());
}

QString pointer(std::uint32_t address, const std::string& name) {
  if (!name.empty()) return QString::fromStdString(name);
  return address ? words::hex8(address) : QStringLiteral("empty");
}

bool are_locks(const MachineView& view) {
  return view.lab && !view.lab->locks.empty();
}

QString title(const MachineView& view) {
  return are_locks(view)
             ? QStringLiteral("Lock words of ") + QString::fromStdString(view.lab->locks)
             : QStringLiteral("Handler array");
}

QString summary(const MachineView& view) {
  const QString what = view.handlers_known ? QStringLiteral("256 slots")
                                           : QStringLiteral("no array known: the IDT's gates");
  const auto last = last_swapped(view.slots);
  if (!last) return what + QStringLiteral(" · no swap yet");
  const SlotView& slot = view.slots[*last];
  return what + QStringLiteral(" · last swap %1: %2 → %3")
                    .arg(words::hex2(*last), pointer(slot.was, slot.was_name),
                         pointer(slot.now, slot.now_name));
}

QString describe(const SlotView& slot, Vector vector) {
  return QStringLiteral("slot %1: %2\n%3 calls, %4 swaps")
      .arg(words::hex2(vector), pointer(slot.now, slot.now_name), words::grouped(slot.calls),
           words::grouped(slot.swaps));
}

}  // namespace vectorscope::handler_slots
