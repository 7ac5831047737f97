// SPDX-License-Identifier: GPL-2.0-or-later
// What a processor asks of an access to memory before it looks at the page
// tables: limit, type and presence of the segment, and alignment. The engine asks
// none of it. Intel SDM 3A, 5.3 to 5.5, and 6.15 for interrupt 17 (#AC).
#pragma once
#include <array>
#include <cstdint>
#include <optional>

#include "emu/base/types.hpp"
#include "emu/cpu/data_accesses.hpp"
#include "emu/cpu/engine.hpp"

namespace vectorscope {

/// Whether `bytes` bytes from `offset` on, at least 1, lie within the segment.
/// SDM 3A, 5.3.
bool within_limit(const SegmentCache& segment, std::uint32_t offset, std::uint32_t bytes);

class AccessCheck {
 public:
  /// Takes over the segment registers, the mode and whether alignment is checked.
  /// Between two runs of the engine.
  void look(Engine& engine);

  /// Any instruction may be refused. If not, only one that names CS, FS or GS, or
  /// whose operand must be aligned.
  [[nodiscard]] bool concerns_all() const { return concerns_all_; }

  /// An x87 exception is unmasked: instructions of its may be refused for what others did.
  [[nodiscard]] bool awaits_math_errors() const { return awaits_math_errors_; }
  /// An SSE exception is unmasked.
  [[nodiscard]] bool awaits_sse_errors() const { return awaits_sse_errors_; }

  /// #SS or #GP, with error code 0; nothing if the segment allows it.
  [[nodiscard]] std::optional<Vector> refusal(const DataAccess& access) const;
  /// #AC is to be raised.
  [[nodiscard]] bool misaligned(const DataAccess& access) const;
  /// The same as `refusal` for the bytes of an instruction.
  [[nodiscard]] bool may_fetch(std::uint32_t eip, std::uint32_t bytes) const;

  [[nodiscard]] LinearAddress linear(const DataAccess& access) const {
    return segment(access.segment).base + access.offset;
  }
  /// Bytes from a stack pointer on.
  [[nodiscard]] bool on_stack(std::uint32_t esp, std::uint32_t bytes) const;
  [[nodiscard]] LinearAddress linear_stack(std::uint32_t esp) const {
    return segment(SegmentReg::Ss).base + (wide_stack() ? esp : esp & 0xFFFF);
  }
  [[nodiscard]] std::uint32_t code_limit() const { return segment(SegmentReg::Cs).limit; }
  [[nodiscard]] LinearAddress code_base() const { return segment(SegmentReg::Cs).base; }
  [[nodiscard]] bool limits_code() const { return segment(SegmentReg::Cs).limit != 0xFFFFFFFF; }
  [[nodiscard]] bool wide_code() const { return (segment(SegmentReg::Cs).flags & kBig) != 0; }
  [[nodiscard]] bool wide_stack() const { return (segment(SegmentReg::Ss).flags & kBig) != 0; }
  [[nodiscard]] unsigned cpl() const { return cpl_; }
  [[nodiscard]] bool v86() const { return v86_; }
  [[nodiscard]] bool protected_mode() const { return protected_ && !v86_; }
  [[nodiscard]] bool has(SegmentReg which, const SegmentCache& cache) const;

 private:
  static constexpr std::uint32_t kBig = 1u << 22;

  [[nodiscard]] const SegmentCache& segment(SegmentReg which) const {
    return segments_[static_cast<unsigned>(which)];
  }
  [[nodiscard]] bool rights_allow(const SegmentCache& segment, bool writes) const;
  [[nodiscard]] bool allows_everything(SegmentReg which) const;

  std::array<SegmentCache, 6> segments_{};
  unsigned cpl_ = 0;
  bool protected_ = true, v86_ = false, checks_alignment_ = false;
  bool awaits_math_errors_ = false, awaits_sse_errors_ = false;
  bool concerns_all_ = false;
};

}  // namespace vectorscope
