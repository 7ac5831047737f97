// SPDX-License-Identifier: GPL-2.0-or-later
// Accesses that nothing answers or that a device refuses. A guest that probes in
// a loop would fill the log with one of them: it has the first, the second, the
// fourth, the eighth..., and the book counts them all.
#pragma once
#include <string>
#include <vector>

#include "emu/base/state_visitor.hpp"
#include "emu/trace/event.hpp"

namespace vectorscope {

struct Trouble {
  CoreId core = kNoCore;        ///< who did it first
  std::uint32_t address = 0;    ///< a port, if `port`
  bool port = false;
  bool write = false;
  std::string text;             ///< the device's words; empty: nothing is there
  Step first = 0;
  std::uint64_t count = 0;

  [[nodiscard]] bool same_as(const Trouble& other) const {
    return address == other.address && port == other.port && write == other.write &&
           text == other.text;
  }
};

class TroubleBook {
 public:
  /// More kinds than these are only counted.
  static constexpr std::size_t kMostKinds = 1000;

  /// False: an event of the kind that need not be logged again.
  bool admits(Step step, CoreId core, const EventBody& body);

  [[nodiscard]] const std::vector<Trouble>& list() const { return list_; }
  [[nodiscard]] std::uint64_t others() const { return others_; }  ///< beyond kMostKinds
  void visit(StateVisitor& state);

 private:
  std::vector<Trouble> list_;
  std::uint64_t others_ = 0;
};

}  // namespace vectorscope
