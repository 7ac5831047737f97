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
  if (const auto* e = std::get_if<IpiSent>(&body)) return {true, MarkKind::Ipi, e->message};
  if (const auto* e = std::get_if<Injected>(&body)) return {true, MarkKind::Injected, e->value};
  if (const auto* e = std::get_if<CoreStopped>(&body))
    return {e->why != Stop::Init, MarkKind::Kill, static_cast<std::uint32_t>(e->why)};
  return {};
}

}  // namespace

std::size_t MarkList::first_at(Step step) const {
  return steps_.partition_point([step](Step other) { return other < step; });
}

const MarkList::Entry* MarkList::entry_of(const Mark& mark) const {
  for (std::size_t i = first_at(mark.step); i < count() && entries_[i].mark.step == mark.step; ++i)
    if (entries_[i].mark.event == mark.event) return &entries_[i];
  return nullptr;
}

void MarkList::add(const Entry& entry) {
  steps_.push_back(entry.mark.step);
  entries_.push_back(entry);
}

void MarkList::arrived(std::size_t index, Step step) {
  Entry entry = entries_[index];
  entry.mark.arrival = step;
  entries_.set(index, entry);
}

void Marker::take(const Event& event, std::size_t index) {
  if (std::holds_alternative<IpiReceived>(event.body)) received(event);
  const Kind kind = kind_of(event.body);
  if (!kind.marked) return;
  Mark mark;
  mark.step = event.step;
  mark.kind = kind.kind;
  mark.core = event.core;
  mark.value = kind.value;
  mark.event = index;
  if (const auto* ipi = std::get_if<IpiSent>(&event.body)) {
    mark.target = ipi->target;
    mark.outcome = ipi->outcome;
    sent(event, marks_.count());
  }
  marks_.add({mark, event});
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
    if (marks_[*it].mark.value != ipi.message) continue;
    marks_.arrived(*it, event.step);
    queue.erase(it);
    return;
  }
}

}  // namespace vectorscope
