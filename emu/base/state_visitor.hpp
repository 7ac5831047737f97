// SPDX-License-Identifier: GPL-2.0-or-later
// One walk over a part's state serves save, load and hash: a part lists its
// fields once, in `visit`, and a field that is forgotten fails the tests.
#pragma once
#include <cstddef>
#include <string_view>
#include <type_traits>

namespace vectorscope {

class StateVisitor {
 public:
  virtual ~StateVisitor() = default;

  /// True while the visitor writes what it holds into the part.
  [[nodiscard]] virtual bool loading() const = 0;

  /// `size` bytes of state at `data`, read or written as the visitor's kind
  /// says. Names are for people and need not be unique.
  virtual void bytes(std::string_view name, void* data, std::size_t size) = 0;

  /// A flag is one byte, 0 or 1, whatever a damaged recording holds.
  void field(std::string_view name, bool& value) {
    unsigned char byte = value ? 1 : 0;
    bytes(name, &byte, 1);
    if (loading()) value = (byte & 1) != 0;
  }

  /// A scalar or an array of scalars. Structures list their members instead:
  /// padding has no defined value and must not reach the hash.
  template <class T>
  void field(std::string_view name, T& value) {
    static_assert(std::has_unique_object_representations_v<T> || std::is_floating_point_v<T>,
                  "list the members: padding is not state");
    bytes(name, &value, sizeof value);
  }

  /// A vector or deque of scalars: its length, then its elements.
  template <class Sequence>
  void sequence(std::string_view name, Sequence& values) {
    std::size_t count = values.size();
    field(name, count);
    if (loading()) values.resize(count);
    for (auto& value : values) field(name, value);
  }
};

}  // namespace vectorscope
