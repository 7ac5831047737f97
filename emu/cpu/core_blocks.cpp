// SPDX-License-Identifier: GPL-2.0-or-later
// The core from within: a block at a time. Beside the exact way, which looks at
// every instruction, the same engine has translations that it looks at once a
// block. They are used where nothing can happen inside of a block: all of its
// instructions were met by the exact way before and are plain, its turn is long
// enough for them all, and no interrupt waits. Everything else is left to the
// exact way. What a block does against that (it touches a device, or overwrites
// itself) makes the machine doubt the run, and it begins again without that block.
// Not seen is a block that overwrites an instruction of its own further on and
// puts it back before its own end.
#include "emu/cpu/core_pages.hpp"
#include "emu/cpu/still_loop.hpp"

namespace vectorscope {
namespace {

// A block that followed itself so often may wait for something.
constexpr unsigned kLooksStill = 32;

// Where the flags or segments are not fit for blocks, so many are run exactly.
constexpr Step kUnfitSteps = 64;

}  // namespace

// It saves no registers; so nothing here may be called and returned from.
void Core::on_instruction_or_block(uc_struct* engine, std::uint64_t address, std::uint32_t size,
                                   void* self) {
  const auto& core = *static_cast<const Core*>(self);
  if (core.runs_exactly() && !core.orbits_.searching()) [[likely]]
    return on_instruction(engine, address, size, self);
  begin_block_or_instruction(engine, address, size, self);
}

void Core::begin_block_or_instruction(uc_struct* engine, std::uint64_t address, std::uint32_t size,
                                      void* self) {
  auto& core = *static_cast<Core*>(self);
  const auto at = static_cast<LinearAddress>(address);
  if (core.orbits_.searching()) [[unlikely]]
    core.search_orbit(at, size);
  if (core.may_run_blocks(at)) {
    core.asked_for_blocks_ = true;
    return core.leave(at);
  }
  on_instruction(engine, address, size, self);
}

inline bool Core::runs_exactly() const {
  return clock_.step < exact_until_ || clock_.step + least_in_blocks_ > clock_.limit;
}

bool Core::may_run_blocks(LinearAddress at) const {
  // The exact way goes to the end of a block, or back in it.
  const bool goes_on = !last_begun_.known() || at >= last_begun_.address();
  if (last_begun_.is(at) || (goes_on && at - exact_from_ < exact_bytes_)) return false;
  if (runs_exactly()) return false;
  if (attention_ || asked_to_leave_ || after_.any() || access_.concerns_all()) return false;
  const CodePage* page = pages_.seen_at(at);
  return page != nullptr && page->blocks->begins(at % kPageBytes);
}

/// Protected mode, 32-bit code, no single steps, no breakpoints.
bool Core::fit_for_blocks() {
  constexpr auto kUnfit = eflags::kTrap | eflags::kVirtual8086;
  auto& hidden = engine_.hidden();
  hidden.load();
  return (engine_.read(Reg::Cr0) & 1) != 0 && hidden.wide_code() && !hidden.interrupt_shadow() &&
         (engine_.read(Reg::Eflags) & kUnfit) == 0 && !debug_.watches_anything();
}

/// Before the engine runs. False: it runs exactly.
bool Core::begin_blocks() {
  if (!std::exchange(asked_for_blocks_, false)) return false;
  const auto at = engine_.read(Reg::Eip) + code_base();
  if (!may_run_blocks(at)) return false;
  if (!fit_for_blocks()) {
    exact_until_ = clock_.step + kUnfitSteps;
    return false;
  }
  if (begin_search()) return false;
  block_ = {};
  quiet_read_ = {};
  ++memory_age_;  // others may have stored since
  blocks_since_ = clock_.step;
  in_blocks_ = true;
  engine_.enter_blocks();
  return true;
}

/// Blocks that store nothing, one after the other, need one comparison. (That the engine
/// marks a page table's entry as accessed which is code of the same block is not seen.)
inline bool Core::surely_same(const CodePage& page, std::uint32_t offset,
                              BlockMap::Known& known) const {
  if (known.as_it_was == memory_age_) return true;
  if (!page.surely_same(offset, known.size)) return false;
  known.as_it_was = memory_age_;
  return true;
}

inline void Core::begin_block(const BegunBlock& block) {
  block_ = block;
  clock_.step += block.count;
  if (block.stores) ++memory_age_;
}

/// Within the page that is executed: what nearly every block is. False: it has to be looked at.
[[gnu::always_inline]] inline bool Core::begin_block_plainly(LinearAddress at, std::uint32_t size) {
  const CodePage* page = page_.known();
  if (page == nullptr || orbits_.begin_at(at) || !block_.surely_went_well(at, size)) return false;
  const auto offset = at % kPageBytes;
  auto& known = page->blocks->known(offset);
  if (known.size != size || known.count == 0 || clock_.step + known.count > clock_.limit ||
      !surely_same(*page, offset, known))
    return false;
  const unsigned repeated = at == block_.at ? repeated_ + 1 : 0;
  if (repeated >= kLooksStill) return false;
  repeated_ = repeated;
  begin_block({page, at, size, static_cast<unsigned>(known.count), known.stores != 0});
  return true;
}

// It saves no registers; so nothing here may be called and returned from.
void Core::on_block(uc_struct*, std::uint64_t address, std::uint32_t size, void* self) {
  auto& core = *static_cast<Core*>(self);
  const auto at = static_cast<LinearAddress>(address);
  if (!core.page_.contains(at)) [[unlikely]]
    return core.begin_block_in_other_page(at, size);
  if (!core.begin_block_plainly(at, size)) [[unlikely]]
    core.begin_block_slowly(at, size);
}

void Core::begin_block_in_other_page(LinearAddress at, std::uint32_t size) {
  if (!enter_known_page(at) || !begin_block_plainly(at, size)) begin_block_slowly(at, size);
}

void Core::begin_block_slowly(LinearAddress at, std::uint32_t size) {
  if (block_.overwritten() || block_.stored_into_itself(at, size)) return doubt();
  if (!page_.contains(at) && !enter_page(at)) return;
  if (orbits_.begin_at(at) && !skip_rounds()) return leave(at);
  if (const CodePage* page = pages_.seen_at(at)) {
    const auto offset = at % kPageBytes;
    const auto& known = page->blocks->ask(offset, size);
    const unsigned count = known.count;
    if (clock_.step + count > clock_.limit) {
      exact_until_ = clock_.limit;
      return leave(at);
    }
    if (count != 0 && page->same(offset, size)) {
      const BegunBlock block{page, at, size, count, known.stores != 0};
      repeated_ = block == block_ ? repeated_ + 1 : 0;
      if (repeated_ >= kLooksStill) skip_still_loop(block);
      return begin_block(block);
    }
  }
  exact_from_ = at;
  exact_bytes_ = size;
  leave(at);
}

/// A block that follows itself is about to begin once more. If nothing can change
/// it goes on like that to the end of the turn: all but the last time at once.
void Core::skip_still_loop(const BegunBlock& block) {
  const auto now = engine_.general_registers();
  const auto flags = engine_.read(Reg::Eflags);
  const bool same = repeated_ > kLooksStill && now == registers_before_ && flags == flags_before_;
  registers_before_ = now;
  flags_before_ = flags;
  if (repeated_ == kLooksStill) return;
  repeated_ = 0;
  if (!same || !block.is_still(now)) return;
  const auto skipped = (clock_.limit - clock_.step) / block.count - 1;
  count(skipped * block.count);
  orbits_.postpone(skipped * block.count);  // waiting like this shows no round
}

/// After the engine has run.
void Core::end_blocks() {
  in_blocks_ = false;
  engine_.leave_blocks();
  last_begun_.forget();
  if (block_.overwritten()) return doubt();
  take_back_rest_of_block();
  block_steps_ += clock_.step - blocks_since_;
}

/// Behind an exception inside of the block. Elsewhere it was met when the next one
/// was fetched.
void Core::take_back_rest_of_block() {
  if (!recorded_ || recorded_->software) return;
  const auto at = recorded_->eip + code_base();
  if (at - block_.at >= block_.size) return;
  const auto index =
      block_.page->blocks->index(block_.at % kPageBytes, block_.size, at % kPageBytes);
  if (index < block_.count) clock_.step -= block_.count - (index + 1);
}

void Core::doubt() {
  doubtful_ = true;
  const auto page = static_cast<PhysicalAddress>(block_.page->ram - ram_.data());
  host_.doubt({page + block_.at % kPageBytes, block_.size});
  engine_.stop();
}

/// An access to a device, or to trapped memory. False: the core cannot go on.
bool Core::may_touch_device() {
  if (!blocks_) return true;
  if (in_blocks_) return doubt(), false;
  if (!last_begun_.known()) return true;
  const auto at = last_begun_.address();
  if (CodePage* page = pages_.seen_at(at)) page->blocks->distrust(at % kPageBytes);
  return true;
}

/// The exact way has met an instruction for the first time. What changes CS is
/// left to it: whatever is known of lengths holds for 32-bit code.
void Core::learn(CodePage& page, LinearAddress at, std::uint32_t size, InstructionKind kind) {
  if (!blocks_) return;
  const auto bytes = std::span(page.shadow).subspan(at % kPageBytes, size);
  engine_.hidden().load();
  const bool plain = kind == InstructionKind::Plain ||
                     (kind == InstructionKind::MayEnableInterrupts && bytes[0] == kSti);
  const bool fit = plain && engine_.hidden().wide_code() && !loads_code_segment(bytes);
  const auto leaves = leaves_behind(bytes);
  const bool stores = leaves != Leaves::Registers && leaves != Leaves::Loads;
  page.blocks->learn(at % kPageBytes, size, {fit, may_follow_itself(bytes), stores});
}

}  // namespace vectorscope
