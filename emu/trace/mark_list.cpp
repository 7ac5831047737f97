// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/trace/mark_list.hpp"

namespace vectorscope {
namespace {

using namespace events;

/// Receivers that never tell (a LAPIC) must not make the queue grow for ever.
constexpr std::size_t kMostWaiting = 64;

struct Kind {
  bool marked = false;
  MarkKind kind = MarkKind::Swap;
  std::uint32_t value = 0;
};

Kind kind_of(const EventBody& body) {
  if (const auto* e = std::get_if<SlotSwap>(&body)) return {true, MarkKind::Swap, e->slot};
  if (const auto* e = std::get_if<IrqRaised>(&body)) return {true, MarkKind::IrqRaised, e->line};
  if (const auto* e = std::get_if<IrqAcknowledged>(&body))
    return {true, MarkKind::IrqAcknowledged, e->vector};
  if (const auto* e = std::get_if<Eoi>(&body))
    return {true, MarkKind::Eoi, static_cast<std::uint32_t>(e->level)};
  if (const auto* e = std::get_if<KeyPressed>(&body)) return {true, MarkKind::Key, e->scancode};
  if (const auto* e = std::get_if<GuestMark>(&body)) return {true, MarkKind::Note, e->id};
  if (const auto* e = std::get_if<IpiSent>(&body)) return {true, MarkKind::Ipi, e->message};
  if (const auto* e = std::get_if<Injected>(&body)) return {true, MarkKind::Injected, e->value};
  if (const auto* e = std::get_if<UnownedAccess>(&body)) return {true, MarkKind::Trouble, e->address};
  if (const auto* e = std::get_if<DeviceError>(&body)) return {true, MarkKind::Trouble, e->address};
  if (const auto* e = std::get_if<CoreStopped>(&body))
    return {e->why != Stop::Init, MarkKind::Kill, static_cast<std::uint32_t>(e->why)};
  return {};
}

}  // namespace

std::size_t MarkList::first_at(Step step) const {
  return steps_.partition_point([step](Step other) { return other < step; });
}

Mark MarkList::operator[](std::size_t index) const {
  const Entry& entry = entries_[index];
  const Kind kind = kind_of(entry.body);
  Mark mark;
  mark.step = steps_[index];
  mark.kind = kind.kind;
  mark.core = entry.core;
  mark.value = kind.value;
  mark.event = entry.event;
  if (const auto* ipi = std::get_if<IpiSent>(&entry.body)) {
    mark.target = ipi->target;
    mark.outcome = ipi->outcome;
    mark.arrival = arrivals_[entry.ipi];
  }
  return mark;
}

std::optional<Event> MarkList::event_of(const Mark& mark) const {
  for (std::size_t i = first_at(mark.step); i < count() && steps_[i] == mark.step; ++i)
    if (entries_[i].event == mark.event) return Event{mark.step, entries_[i].core, entries_[i].body};
  return {};
}

void MarkList::add(const Event& event, std::size_t index) {
  if (!kind_of(event.body).marked) return;
  const auto ipi = static_cast<std::uint32_t>(arrivals_.size());
  if (std::holds_alternative<IpiSent>(event.body)) arrivals_.push_back(Mark::kNotArrived);
  steps_.push_back(event.step);
  entries_.push_back({event.body, static_cast<std::uint32_t>(index), ipi, event.core});
}

void MarkList::arrived(std::size_t index, Step step) { arrivals_.set(entries_[index].ipi, step); }

void Marker::take(const Event& event, std::size_t index) {
  if (std::holds_alternative<IpiReceived>(event.body)) received(event);
  if (std::holds_alternative<IpiSent>(event.body)) sent(event, marks_.count());
  marks_.add(event, index);
}

void Marker::sent(const Event& event, std::size_t index) {
  const auto& ipi = std::get<IpiSent>(event.body);
  if (ipi.outcome == Delivery::Overwritten)  // what lay there is lost, whoever sent it
    std::erase_if(waiting_, [&](const auto& wire) { return wire.first.second == ipi.target; });
  else if (ipi.outcome != Delivery::Accepted)
    return;
  auto& queue = waiting_[{event.core, ipi.target}];
  queue.push_back(index);
  if (queue.size() > kMostWaiting) queue.pop_front();
}

void Marker::received(const Event& event) {
  const auto& ipi = std::get<IpiReceived>(event.body);
  const auto wire = waiting_.find({ipi.sender, event.core});
  if (wire == waiting_.end()) return;
  auto& queue = wire->second;
  for (auto it = queue.begin(); it != queue.end(); ++it) {
    if (marks_[*it].value != ipi.message) continue;
    marks_.arrived(*it, event.step);
    queue.erase(it);
    return;
  }
}

}  // namespace vectorscope
