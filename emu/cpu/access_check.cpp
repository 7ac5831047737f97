// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/access_check.hpp"

#include "emu/base/fault.hpp"
#include "emu/cpu/exception_vectors.hpp"
#include "emu/cpu/registers.hpp"

namespace vectorscope {
namespace {

// Of a descriptor's second half.
constexpr std::uint32_t kAccessed = 1u << 8, kWritableOrReadable = 1u << 9, kExpandDown = 1u << 10,
                        kCode = 1u << 11, kPresent = 1u << 15, kBigBit = 1u << 22;

constexpr std::uint32_t kCr0Protection = 1, kCr0AlignmentMask = 1u << 18;
constexpr std::uint32_t kAll = 0xFFFFFFFF;

bool expands_down(const SegmentCache& segment) {
  return (segment.flags & (kCode | kExpandDown)) == kExpandDown;
}

}  // namespace

/// Where all of 4 GB is allowed an access that wraps around may be refused or not;
/// here it is not.
bool within_limit(const SegmentCache& segment, std::uint32_t offset, std::uint32_t bytes) {
  const auto last = std::uint64_t{offset} + (fault("limit-first-byte-alone") ? 0 : bytes - 1);
  if (!expands_down(segment) || fault("limit-all-expand-up"))
    return segment.limit == kAll || last <= segment.limit + (fault("limit-one-more") ? 1 : 0);
  const auto highest = (segment.flags & kBigBit) != 0 || fault("limit-down-to-4-gb") ? kAll : 0xFFFFu;
  return offset > segment.limit && last <= highest;
}

void AccessCheck::look(Engine& engine) {
  constexpr std::array kWhich = {SegmentReg::Es, SegmentReg::Cs, SegmentReg::Ss,
                                 SegmentReg::Ds, SegmentReg::Fs, SegmentReg::Gs};
  auto& hidden = engine.hidden();
  hidden.load();
  for (const auto which : kWhich) segments_[static_cast<unsigned>(which)] = hidden.segment(which);
  const auto cr0 = engine.read(Reg::Cr0), flags = engine.read(Reg::Eflags);
  protected_ = (cr0 & kCr0Protection) != 0;
  v86_ = protected_ && (flags & eflags::kVirtual8086) != 0;
  cpl_ = protected_ ? hidden.cpl() : 0;
  checks_alignment_ =
      cpl_ == 3 && (cr0 & kCr0AlignmentMask) != 0 && (flags & eflags::kAlignmentCheck) != 0;
  awaits_math_errors_ = engine.masked_math_errors() != kMathErrors;
  awaits_sse_errors_ = engine.awaits_sse_errors();
  concerns_all_ = checks_alignment_ || awaits_math_errors_ || awaits_sse_errors_ || limits_code() ||
                  !allows_everything(SegmentReg::Ss) || !allows_everything(SegmentReg::Ds) ||
                  !allows_everything(SegmentReg::Es);
}

bool AccessCheck::allows_everything(SegmentReg which) const {
  const auto& cache = segment(which);
  return cache.limit == kAll && !expands_down(cache) && rights_allow(cache, true);
}

/// SDM 3A, 3.4.5.1 and 5.5. In real and virtual-8086 mode segments have limits alone.
bool AccessCheck::rights_allow(const SegmentCache& segment, bool writes) const {
  if (!protected_mode()) return true;
  if ((segment.flags & kPresent) == 0) return false;  // a null selector
  const bool code = (segment.flags & kCode) != 0, bit = (segment.flags & kWritableOrReadable) != 0;
  return writes ? !code && bit : !code || bit;
}

std::optional<Vector> AccessCheck::refusal(const DataAccess& access) const {
  const auto& in = segment(access.segment);
  const Vector vector = access.segment == SegmentReg::Ss ? kStackFault : kGeneralProtection;
  if (!rights_allow(in, access.writes)) return kGeneralProtection;
  if (!within_limit(in, access.offset, access.bytes)) return vector;
  if (linear(access) % access.aligned != 0) return kGeneralProtection;
  return std::nullopt;
}

bool AccessCheck::misaligned(const DataAccess& access) const {
  return checks_alignment_ && linear(access) % access.checked != 0;
}

bool AccessCheck::may_fetch(std::uint32_t eip, std::uint32_t bytes) const {
  return within_limit(segment(SegmentReg::Cs), eip, bytes);
}

bool AccessCheck::on_stack(std::uint32_t esp, std::uint32_t bytes) const {
  return within_limit(segment(SegmentReg::Ss), wide_stack() ? esp : esp & 0xFFFF, bytes);
}

bool AccessCheck::has(SegmentReg which, const SegmentCache& cache) const {
  const auto& held = segment(which);
  return held.base == cache.base && held.limit == cache.limit &&
         ((held.flags ^ cache.flags) & ~kAccessed) == 0;
}

}  // namespace vectorscope
