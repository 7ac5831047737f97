// SPDX-License-Identifier: GPL-2.0-or-later
// The store buffer of one core under TSO (x86-TSO: Owens, Sarkar, Sewell 2009;
// SDM 3A, 8.2.2): a FIFO of stores that the core itself sees already and nobody
// else does. The engine writes RAM at once; so while the core executes its
// waiting stores lie over the RAM, and while others do what is under them is back.
#pragma once
#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>

#include "emu/base/state_visitor.hpp"
#include "emu/base/types.hpp"

namespace vectorscope {

/// A store that has retired: the instruction is over, the memory is not written.
struct WaitingStore {
  static constexpr unsigned kWidest = 16;
  PhysicalAddress address = 0;
  LinearAddress eip = 0;   ///< of the instruction
  std::uint8_t width = 0;  ///< bytes, 1 to 16
  std::array<std::uint8_t, kWidest> bytes{};

  [[nodiscard]] std::uint32_t value() const;  ///< its first four bytes at most
};

class StoreBuffer {
 public:
  /// x86-TSO puts no bound on it; 56 is what a Skylake core has. When it is
  /// full the oldest stores go to memory, whoever decides.
  static constexpr std::size_t kMost = 56;
  static constexpr std::size_t kMostAtOnce = 2;  ///< a store that crosses a page

  explicit StoreBuffer(std::span<std::uint8_t> ram) : ram_(ram) {}

  /// The core goes on: it sees its own stores.
  void cover();
  /// Others go on: memory is what everybody sees.
  void uncover();

  /// Instruction number `step`, at `eip`, is about to store; the core is
  /// covered. The `width` bytes from `at` lie in RAM. One instruction may begin
  /// several before one is complete.
  void begin(PhysicalAddress at, unsigned width, LinearAddress eip, Step step);
  /// The next of the stores that have begun, which the engine has carried out by
  /// now. Nothing if all are complete.
  std::optional<WaitingStore> complete();
  /// Instruction number `step` ends with a fault: what it began and did not do is forgotten.
  void abandon(Step step);

  /// The oldest store reaches memory; the core is not covered.
  std::optional<WaitingStore> drain();

  [[nodiscard]] bool covered() const { return covered_; }
  [[nodiscard]] bool empty() const { return stores_.empty(); }
  [[nodiscard]] std::size_t size() const { return stores_.size(); }
  [[nodiscard]] const WaitingStore& operator[](std::size_t index) const {
    return stores_[index].store;
  }
  void visit(StateVisitor& state);

 private:
  struct Entry {
    WaitingStore store;
    std::array<std::uint8_t, WaitingStore::kWidest> under{};  ///< while covered: the RAM's own
  };
  [[nodiscard]] std::uint8_t* at(const WaitingStore& store) { return ram_.data() + store.address; }

  std::span<std::uint8_t> ram_;
  std::deque<Entry> stores_;  ///< the oldest first
  bool covered_ = false;
  std::size_t begun_ = 0;  ///< so many of the newest have begun and are not complete
  Step begun_at_ = 0;
};

}  // namespace vectorscope
