// SPDX-License-Identifier: GPL-2.0-or-later
// The core from within: where the engine's translator gives up. It does so on LOCK before
// BT, BTS, BTR or BTC of a register (unicorn-engine/unicorn#2358), and there is no look at
// code before it is translated. So another engine goes on, which finds UD2 in that place
// while it translates what leads there: the core comes to it, or not, and then it is #UD.
#include <array>

#include "emu/cpu/core.hpp"
#include "emu/cpu/disassembler.hpp"

namespace vectorscope {
namespace {

constexpr std::array<std::uint8_t, 2> kUd2 = {0x0F, 0x0B};

// No block of the engine's has more instructions.
constexpr int kLongestBlock = 512;

/// While it lives, the core would find UD2 at an address. Nobody else runs meanwhile.
class Ud2At {
 public:
  Ud2At(std::span<std::uint8_t> ram, const Paging& paging, LinearAddress at) {
    for (unsigned i = 0; i < kUd2.size(); ++i) {
      const auto physical = peek_walk(ram, paging, at + i);
      if (!physical || *physical >= ram.size()) return;
      bytes_[i] = &ram[*physical];
    }
    for (unsigned i = 0; i < kUd2.size(); ++i) {
      was_[i] = *bytes_[i];
      *bytes_[i] = kUd2[i];
    }
    put_ = true;
  }
  ~Ud2At() {
    for (unsigned i = 0; i < kUd2.size() && put_; ++i) *bytes_[i] = was_[i];
  }
  Ud2At(const Ud2At&) = delete;
  Ud2At& operator=(const Ud2At&) = delete;
  [[nodiscard]] bool put() const { return put_; }

 private:
  std::array<std::uint8_t*, kUd2.size()> bytes_{};
  std::array<std::uint8_t, kUd2.size()> was_{};
  bool put_ = false;
};

}  // namespace

/// The first instruction from `at` on that is LockRefused, without a branch taken.
std::optional<LinearAddress> Core::undefined_ahead(LinearAddress at) {
  engine_.hidden().load();
  const Disassembler decoder(engine_.hidden().wide_code() ? 32 : 16);
  for (int i = 0; i < kLongestBlock; ++i) {
    const auto bytes = peek(at, kLongestInstruction);
    if (classify(bytes) == InstructionKind::LockRefused) return at;
    const auto instructions = decoder.decode(at, bytes);
    if (instructions.empty()) return std::nullopt;
    at += static_cast<LinearAddress>(instructions.front().bytes.size());
  }
  return std::nullopt;
}

/// False: what it gave up on is not known here.
bool Core::begin_anew() {
  const auto at = engine_.read(Reg::Eip) + code_base();
  const auto undefined = undefined_ahead(at);
  if (!undefined || !engine_.begin_anew()) return false;
  code_is_fresh();
  const Ud2At ud2(ram_, paging(), *undefined);
  if (!ud2.put()) return false;
  // The former may have known a page that is there no longer: a page fault, when it runs.
  const bool user = current_cpl() == 3;
  for (const auto byte : {at, *undefined, *undefined + 1})
    if (!may_walk(ram_, paging(), byte, Purpose::Read, user)) return true;
  if (!engine_.translate(at)) return false;
  if (!blocks_) return true;
  engine_.enter_blocks();
  const bool translated = engine_.translate(at);
  engine_.leave_blocks();
  return translated;
}

}  // namespace vectorscope
