// SPDX-License-Identifier: GPL-2.0-or-later
// A bench to put one device on: who accesses it, what it published, what it holds.
#pragma once
#include <cstdint>
#include <span>
#include <variant>
#include <vector>

#include "emu/base/state_io.hpp"
#include "emu/bus/device.hpp"
#include "emu/trace/event.hpp"

namespace vectorscope::test {

inline constexpr Access kGuest{Who::Guest, 0};
inline constexpr Access kViewer{Who::Viewer, 0};
inline Access guest_on(CoreId core) { return {Who::Guest, core}; }

/// Keeps what was published.
class Published final : public EventSink {
 public:
  void publish(CoreId core, EventBody body) override { events.push_back({0, core, body}); }

  template <class Body>
  [[nodiscard]] std::vector<Body> all() const {
    std::vector<Body> found;
    for (const Event& event : events) {
      if (const auto* body = std::get_if<Body>(&event.body)) found.push_back(*body);
    }
    return found;
  }
  template <class Body>
  [[nodiscard]] std::size_t count() const { return all<Body>().size(); }
  /// The last of its kind; a default one if there is none.
  template <class Body>
  [[nodiscard]] Body last() const {
    const auto found = all<Body>();
    return found.empty() ? Body{} : found.back();
  }

  std::vector<Event> events;
};

template <class Part>
std::vector<std::uint8_t> save(Part& part) {
  std::vector<std::uint8_t> bytes;
  SaveVisitor visitor(bytes);
  part.visit(visitor);
  return bytes;
}

/// False: there were too few bytes, or too many.
template <class Part>
bool load(Part& part, std::span<const std::uint8_t> bytes) {
  LoadVisitor visitor(bytes);
  part.visit(visitor);
  return visitor.ok() && visitor.left() == 0;
}

template <class Part>
std::uint64_t hash(Part& part) {
  HashVisitor visitor;
  part.visit(visitor);
  return visitor.digest();
}

}  // namespace vectorscope::test
