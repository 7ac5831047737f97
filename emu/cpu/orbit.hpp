// SPDX-License-Identifier: GPL-2.0-or-later
// A round that a core makes again and again while it waits for the others:
// instructions that end with the registers and the memory that they began with. Nothing
// else runs during a core's turn, so the next round does the same, and the one after
// it; they can be counted instead of executed.
#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "emu/base/types.hpp"
#include "emu/cpu/hidden_state.hpp"
#include "emu/cpu/memory_operand.hpp"
#include "emu/cpu/page_walk.hpp"

namespace vectorscope {

/// What the instructions of an orbit depend on, besides memory.
struct OrbitState {
  GeneralRegisters general{};
  std::uint32_t eflags = 0;
  Paging paging;
  std::array<SegmentCache, 6> segments{};
  bool interrupt_shadow = false;
  bool operator==(const OrbitState&) const = default;
};

/// Whether an instruction of 32-bit code depends on an OrbitState and the memory that it
/// names alone, and changes nothing else. False also where that is not so simple.
bool fits_orbit(std::span<const std::uint8_t> instruction);

/// What an orbit may touch.
struct OrbitMemory {
  std::span<const std::uint8_t> ram;
  std::function<bool(PhysicalAddress)> plain;  ///< no access to it goes through the host
  /// A register of a device, read without any effect; nothing if it is not such a one.
  std::function<std::optional<std::uint32_t>(PhysicalAddress, unsigned bytes)> device;
};

class Orbit {
 public:
  Orbit() = default;
  Orbit(LinearAddress at, const OrbitState& state, Step now)
      : at_(at), state_(state), begun_(now) {}

  /// Before the instruction, with the registers of now: it and what it accesses belong to the
  /// orbit. False: what it does cannot be told.
  bool add(LinearAddress at, std::span<const std::uint8_t> instruction,
           const GeneralRegisters& registers, const OrbitMemory& memory);
  /// Back at the first instruction, in the state that it began with. True: it is an orbit.
  bool close(const OrbitMemory& memory, Step now);

  [[nodiscard]] LinearAddress at() const { return at_; }
  [[nodiscard]] Step steps() const { return steps_; }  ///< of one round
  [[nodiscard]] const OrbitState& state() const { return state_; }
  /// All that it reads and writes is as it was when it began.
  [[nodiscard]] bool found_again(const OrbitMemory& memory) const;

 private:
  struct Register {
    PhysicalAddress at = 0;
    unsigned bytes = 0;
    std::uint32_t value = 0;
  };

  bool touch(LinearAddress at, std::uint32_t bytes, bool writes, const OrbitMemory& memory);
  bool touch_within_page(LinearAddress at, std::uint32_t bytes, bool writes,
                         const OrbitMemory& memory);
  void note(PhysicalAddress at, std::uint32_t bytes, const OrbitMemory& memory);

  LinearAddress at_ = 0;
  OrbitState state_;
  Step begun_ = 0, steps_ = 0;
  std::map<PhysicalAddress, std::uint32_t> met_;  ///< while it is made
  /// As it began, of what it reads and writes: data, code and page tables.
  std::vector<std::pair<PhysicalAddress, std::uint32_t>> words_;
  std::vector<Register> registers_;
};

/// Where the rounds of a core begin best: at a block that each passes once.
class OrbitSearch {
 public:
  /// A block begins. The state is asked for only where it is needed. Nothing as long as no
  /// round is seen.
  std::optional<LinearAddress> pass(LinearAddress at, const std::function<OrbitState()>& state);

 private:
  std::optional<LinearAddress> first_;
  OrbitState state_;
  std::map<LinearAddress, unsigned> passed_;
};

}  // namespace vectorscope
