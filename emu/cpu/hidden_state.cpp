// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/hidden_state.hpp"

#include <unicorn/unicorn.h>

#include <array>
#include <cstring>
#include <vector>

namespace vectorscope {
namespace {

// Distances in the engine's CPU structure, the same in 2.1.1 to 2.1.4.
constexpr std::size_t kFlagsFromGeneral = 176;
constexpr std::size_t kSegmentsFromGeneral = 184;
constexpr std::size_t kSegmentSize = 24;
constexpr std::size_t kCr0FromGeneral = 424;
constexpr std::size_t kAddressMaskFromGeneral = kCr0FromGeneral + 5 * 8;  // behind CR0 to CR4
constexpr std::size_t kOldExceptionFromDebug = 96;
constexpr std::size_t kErrorCodeBeforeDebug = 16;
constexpr std::size_t kIsIntBeforeDebug = 12;
constexpr std::size_t kExceptionsFromRounding = 1;

// The engine's internal flag word.
constexpr std::uint32_t kCplMask = 3, kShadow = 1u << 3, kCode32 = 1u << 4, kStack32 = 1u << 5,
                        kAddSegment = 1u << 6, kProtected = 1u << 7, kBoundsInUse = 1u << 26;

// Invalid, divide by zero, overflow, underflow, inexact: the same bits as in the status word
// and in MXCSR. What it says of denormals is something else.
constexpr std::uint32_t kArithmetic = 0x3D;

constexpr std::array<int, 8> kSentinelRegisters = {UC_X86_REG_DR0, UC_X86_REG_DR1, UC_X86_REG_DR2,
                                                   UC_X86_REG_DR3, UC_X86_REG_EAX, UC_X86_REG_ECX,
                                                   UC_X86_REG_EDX, UC_X86_REG_EBX};

}  // namespace

HiddenState::~HiddenState() {
  if (context_) uc_context_free(context_);
  if (remembered_) uc_context_free(remembered_);
}

Result<void> HiddenState::locate(uc_struct* engine) {
  engine_ = engine;
  if (uc_context_alloc(engine, &context_) != UC_ERR_OK) return fail("unicorn: no memory for a context");
  size_ = uc_context_size(engine);
  std::array<std::uint64_t, 8> sentinel{}, original{};
  for (std::size_t i = 0; i < sentinel.size(); ++i) {
    sentinel[i] = 0xD15EA500u + i * 0x01010101u;
    uc_reg_read(engine, kSentinelRegisters[i], &original[i]);
    uc_reg_write(engine, kSentinelRegisters[i], &sentinel[i]);
  }
  load();
  debug_ = find(sentinel.data(), 32);
  general_ = find(sentinel.data() + 4, 32);
  for (std::size_t i = 0; i < original.size(); ++i)
    uc_reg_write(engine, kSentinelRegisters[i], &original[i]);
  x87_ = find_rounding(UC_X86_REG_FPCW, 0x37F, 0x77F) + kExceptionsFromRounding;
  sse_ = find_rounding(UC_X86_REG_MXCSR, 0x1F80, 0x3F80) + kExceptionsFromRounding;
  load();
  return check();
}

std::size_t HiddenState::find_rounding(int reg, std::uint32_t nearest, std::uint32_t down) {
  const auto* data = reinterpret_cast<const std::uint8_t*>(context_);
  uc_reg_write(engine_, reg, &nearest);
  load();
  const std::vector<std::uint8_t> before(data, data + size_);
  uc_reg_write(engine_, reg, &down);
  load();
  std::size_t at = 0;
  for (std::size_t i = 0; i < size_; ++i) {
    if (before[i] != 0 || data[i] != 1) continue;
    if (at != 0) return 0;  // not unique
    at = i;
  }
  uc_reg_write(engine_, reg, &nearest);
  return at;
}

Result<void> HiddenState::check() const {
  const bool fits = general_ != 0 && x87_ > kExceptionsFromRounding &&
                    sse_ > kExceptionsFromRounding && x87_exceptions() == 0 &&
                    sse_exceptions() == 0 && debug_ > kErrorCodeBeforeDebug &&
                    get(debug_ + kOldExceptionFromDebug) == 0xFFFFFFFFu &&
                    (get(general_ + kFlagsFromGeneral) & (kCode32 | kStack32 | kProtected)) ==
                        (kCode32 | kStack32 | kProtected) &&
                    get(general_ + kCr0FromGeneral) == 0x11 &&
                    get(general_ + kAddressMaskFromGeneral) == 0xFFFFFFFFu;
  if (fits) return {};
  return fail("unicorn: this version keeps its CPU state in a layout that is not known here; "
              "use Unicorn 2.1.1 to 2.1.4");
}

// In steps of four bytes: on 2.1.1 the block is not 8-aligned.
std::size_t HiddenState::find(const void* pattern, std::size_t size) const {
  const auto* data = reinterpret_cast<const std::uint8_t*>(context_);
  std::size_t at = 0;
  for (std::size_t i = 8; i + size <= size_; i += 4) {
    if (std::memcmp(data + i, pattern, size) != 0) continue;
    if (at != 0) return 0;  // not unique
    at = i;
  }
  return at;
}

void HiddenState::load() { uc_context_save(engine_, context_); }
void HiddenState::store() { uc_context_restore(engine_, context_); }

void HiddenState::move_to(uc_struct* engine) {
  engine_ = engine;
  store();
}

std::uint32_t HiddenState::get(std::size_t offset) const {
  std::uint32_t value = 0;
  std::memcpy(&value, reinterpret_cast<const std::uint8_t*>(context_) + offset, sizeof value);
  return value;
}
void HiddenState::put(std::size_t offset, std::uint32_t value) {
  std::memcpy(reinterpret_cast<std::uint8_t*>(context_) + offset, &value, sizeof value);
}

std::uint32_t HiddenState::error_code() const { return get(debug_ - kErrorCodeBeforeDebug); }
bool HiddenState::raised_by_int() const { return get(debug_ - kIsIntBeforeDebug) != 0; }
std::uint8_t HiddenState::cpl() const {
  return static_cast<std::uint8_t>(get(general_ + kFlagsFromGeneral) & kCplMask);
}
bool HiddenState::interrupt_shadow() const { return (get(general_ + kFlagsFromGeneral) & kShadow) != 0; }
bool HiddenState::wide_code() const {
  return (get(general_ + kFlagsFromGeneral) & kCode32) != 0;
}

std::uint8_t HiddenState::x87_exceptions() const { return get(x87_) & kArithmetic; }
std::uint8_t HiddenState::sse_exceptions() const { return get(sse_) & kArithmetic; }

void HiddenState::forget_arithmetic() {
  auto* data = reinterpret_cast<std::uint8_t*>(context_);
  data[x87_] = data[sse_] = 0;
}

void HiddenState::remember() {
  if (!remembered_) uc_context_alloc(engine_, &remembered_);
  uc_context_save(engine_, remembered_);
}
void HiddenState::go_back() { uc_context_restore(engine_, remembered_); }

void HiddenState::mark_translations(bool marked) {
  const auto flags = get(general_ + kFlagsFromGeneral);
  put(general_ + kFlagsFromGeneral, marked ? flags | kBoundsInUse : flags & ~kBoundsInUse);
}

SegmentCache HiddenState::segment(SegmentReg which) const {
  const auto at = general_ + kSegmentsFromGeneral + kSegmentSize * static_cast<std::size_t>(which);
  return {get(at), get(at + 8), get(at + 16), get(at + 20)};
}

void HiddenState::set_segment(SegmentReg which, const SegmentCache& value) {
  const auto at = general_ + kSegmentsFromGeneral + kSegmentSize * static_cast<std::size_t>(which);
  put(at, value.selector);
  put(at + 8, value.base);
  put(at + 12, 0);
  put(at + 16, value.limit);
  put(at + 20, value.flags);
}

void HiddenState::settle_segments(unsigned cpl, bool simple) {
  constexpr std::uint32_t kBig = 1u << 22;
  auto flags = get(general_ + kFlagsFromGeneral) & ~(kCplMask | kCode32 | kStack32 | kAddSegment);
  flags |= cpl;
  const bool wide = (segment(SegmentReg::Cs).flags & kBig) != 0;
  if (wide) flags |= kCode32;
  if ((segment(SegmentReg::Ss).flags & kBig) != 0) flags |= kStack32;
  const auto bases =
      segment(SegmentReg::Ds).base | segment(SegmentReg::Es).base | segment(SegmentReg::Ss).base;
  if (simple || !wide || bases != 0) flags |= kAddSegment;
  put(general_ + kFlagsFromGeneral, flags);
}

void HiddenState::forget_exception() {
  put(debug_ + kOldExceptionFromDebug, 0xFFFFFFFFu);
  put(general_ + kFlagsFromGeneral, get(general_ + kFlagsFromGeneral) & ~kShadow);
}

void HiddenState::begin_shadow() {
  put(general_ + kFlagsFromGeneral, get(general_ + kFlagsFromGeneral) | kShadow);
}

void HiddenState::set_cr2(std::uint32_t value) { put(general_ + kCr0FromGeneral + 16, value); }

void HiddenState::set_address_mask(std::uint32_t mask) {
  put(general_ + kAddressMaskFromGeneral, mask);
}

void HiddenState::enter_real_mode() {
  put(general_ + kCr0FromGeneral, get(general_ + kCr0FromGeneral) & ~0x80000001u);
  const auto flags = get(general_ + kFlagsFromGeneral);
  put(general_ + kFlagsFromGeneral,
      (flags & ~(kProtected | kCode32 | kStack32 | kCplMask)) | kAddSegment);
}

}  // namespace vectorscope
