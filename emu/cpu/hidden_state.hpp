// SPDX-License-Identifier: GPL-2.0-or-later
// The engine's state that its public interface does not show: error codes,
// the interrupt shadow, the privilege level, cached segment bases. It lies in
// the engine's saved context; where, is found out at start and checked.
#pragma once
#include <cstddef>
#include <cstdint>

#include "emu/base/result.hpp"

struct uc_struct;
struct uc_context;

namespace vectorscope {

/// A segment register with what it caches of its descriptor. `flags` is the
/// descriptor's second half as it stands in the table.
struct SegmentCache {
  std::uint32_t selector = 0, base = 0, limit = 0, flags = 0;
  bool operator==(const SegmentCache&) const = default;
};

/// In the order of the instruction set's encoding.
enum class SegmentReg : std::uint8_t { Es, Cs, Ss, Ds, Fs, Gs, Ldtr, Tr };

class HiddenState {
 public:
  HiddenState() = default;
  ~HiddenState();
  HiddenState(const HiddenState&) = delete;
  HiddenState& operator=(const HiddenState&) = delete;

  /// On a fresh engine, before anything ran in it. Fails if the layout is not
  /// the one that this file knows.
  Result<void> locate(uc_struct* engine);

  void load();   ///< engine -> here
  void store();  ///< here -> engine
  void move_to(uc_struct* engine);  ///< here -> another engine, which it is of from then on

  [[nodiscard]] std::uint32_t error_code() const;
  [[nodiscard]] bool raised_by_int() const;  ///< INT n rather than a fault of the same number
  [[nodiscard]] std::uint8_t cpl() const;
  [[nodiscard]] bool interrupt_shadow() const;  ///< after STI, MOV SS, POP SS
  [[nodiscard]] SegmentCache segment(SegmentReg which) const;

  [[nodiscard]] bool wide_code() const;  ///< CS.D

  /// What the arithmetic of x87 and SSE met since forget_arithmetic, as in their status
  /// registers; the engine shows next to nothing of it there.
  [[nodiscard]] std::uint8_t x87_exceptions() const;
  [[nodiscard]] std::uint8_t sse_exceptions() const;
  void forget_arithmetic();

  void remember();  ///< everything, as the engine has it
  void go_back();   ///< the engine has what was remembered

  /// A mark that translations are told apart by and that means nothing here: the
  /// engine's note that bound registers are in use, of a CPU that has none.
  void mark_translations(bool marked);

  /// What a CPU forgets when it takes an interrupt. The engine never clears
  /// its record of the last exception: the third #GP would be a shutdown.
  void forget_exception();
  void set_segment(SegmentReg which, const SegmentCache& value);
  /// After the last set_segment: what the engine derives from them. `simple`:
  /// real or virtual-8086 mode.
  void settle_segments(unsigned cpl, bool simple);
  /// The next translation holds one instruction: the engine ends it at a shadow.
  void begin_shadow();
  void set_cr2(std::uint32_t value);
  void set_address_mask(std::uint32_t mask);  ///< of every physical address: the A20 gate
  void enter_real_mode();  ///< the protected-mode bits; segments come by register writes

 private:
  [[nodiscard]] std::uint32_t get(std::size_t offset) const;
  void put(std::size_t offset, std::uint32_t value);
  [[nodiscard]] std::size_t find(const void* pattern, std::size_t size) const;
  /// The byte that goes from 0 to 1 when a register goes from one value to another.
  [[nodiscard]] std::size_t find_rounding(int reg, std::uint32_t nearest, std::uint32_t down);
  Result<void> check() const;

  uc_struct* engine_ = nullptr;
  uc_context* context_ = nullptr;
  uc_context* remembered_ = nullptr;
  std::size_t size_ = 0;
  std::size_t general_ = 0;  ///< offset of the general registers
  std::size_t debug_ = 0;    ///< offset of the debug registers
  std::size_t x87_ = 0, sse_ = 0;  ///< offsets of the arithmetics' exceptions
};

}  // namespace vectorscope
