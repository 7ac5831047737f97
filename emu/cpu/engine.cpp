// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/engine.hpp"

#include <fmt/format.h>
#include <unicorn/unicorn.h>

#include <array>
#include <utility>

#include "emu/base/fault.hpp"
#include "emu/cpu/refuge.hpp"
#include "emu/cpu/registers.hpp"

namespace vectorscope {
namespace {

constexpr std::uint32_t kA20 = 1u << 20;

constexpr std::array<int, kRegs> kIds = {
    UC_X86_REG_EAX, UC_X86_REG_ECX, UC_X86_REG_EDX, UC_X86_REG_EBX,    UC_X86_REG_ESP,
    UC_X86_REG_EBP, UC_X86_REG_ESI, UC_X86_REG_EDI, UC_X86_REG_EIP,    UC_X86_REG_EFLAGS,
    UC_X86_REG_ES,  UC_X86_REG_CS,  UC_X86_REG_SS,  UC_X86_REG_DS,     UC_X86_REG_FS,
    UC_X86_REG_GS,  UC_X86_REG_CR0, UC_X86_REG_CR2, UC_X86_REG_CR3,    UC_X86_REG_CR4};
constexpr std::array<int, 4> kTableIds = {UC_X86_REG_GDTR, UC_X86_REG_IDTR, UC_X86_REG_LDTR,
                                          UC_X86_REG_TR};

// The default reserves 1 GiB an engine, and one flush of it takes seconds.
constexpr std::uint32_t kCodeBufferBytes = 32u << 20;
constexpr std::uint64_t kAddressSpace = 1ull << 32;

void count_translated(uc_engine*, uc_tb* now, uc_tb*, void* counter) {
  *static_cast<std::uint64_t*>(counter) += now->icount;
}

}  // namespace

struct Engine::MmioRange {
  Engine* engine;
  PhysicalAddress begin;
  static std::uint64_t read(uc_engine*, std::uint64_t offset, unsigned size, void* range) {
    auto* at = static_cast<MmioRange*>(range);
    return at->engine->hooks_.mmio_read(static_cast<PhysicalAddress>(at->begin + offset), size,
                                        at->engine->self_);
  }
  static void write(uc_engine*, std::uint64_t offset, unsigned size, std::uint64_t value,
                    void* range) {
    auto* at = static_cast<MmioRange*>(range);
    at->engine->hooks_.mmio_write(static_cast<PhysicalAddress>(at->begin + offset), size, value,
                                  at->engine->self_);
  }
};

Engine::Engine() = default;

Engine::~Engine() {
  if (engine_) uc_close(engine_);
}

Result<void> Engine::open(std::span<std::uint8_t> ram, TrappedPages trapped,
                          const EngineHooks& hooks, void* self) {
  hooks_ = hooks;
  self_ = self;
  ram_ = ram;
  trapped_ = trapped;
  const unsigned version = uc_version(nullptr, nullptr);
  if (version < UC_MAKE_VERSION(2, 1))
    return fail("unicorn: the library in use is older than 2.1.1 and does not translate guest "
                "pages; install 2.1.1 or newer");
  if (auto made = make(); !made) return made;
  if (auto located = hidden_.locate(engine_); !located) return located;
  reset_fpu();
  return {};
}

Result<void> Engine::make() {
  // A 16-bit engine would truncate EIP after the guest's switch to 32 bits.
  if (uc_open(UC_ARCH_X86, UC_MODE_32, &engine_) != UC_ERR_OK)
    return fail("unicorn: no engine could be opened; is there memory left?");
  uc_ctl_set_tcg_buffer_size(engine_, kCodeBufferBytes);
  // Without this each run looks `until` up in the MMU and clobbers CR2.
  uc_ctl_exits_enable(engine_);
  if (auto mapped = map(ram_, trapped_); !mapped) return mapped;
  return add_hooks();
}

Result<void> Engine::map(std::span<std::uint8_t> ram, TrappedPages trapped) {
  if (trapped.begin == trapped.end) trapped = {static_cast<PhysicalAddress>(ram.size()),
                                               static_cast<PhysicalAddress>(ram.size())};
  auto map_ram = [&](std::uint64_t begin, std::uint64_t end) {
    if (begin == end) return true;
    return uc_mem_map_ptr(engine_, begin, end - begin, UC_PROT_ALL, ram.data() + begin) == UC_ERR_OK;
  };
  if (!map_ram(0, trapped.begin) || !map_ram(trapped.end, ram.size()))
    return fail(fmt::format("unicorn: {} bytes of RAM could not be mapped", ram.size()));
  if (trapped.begin != trapped.end)
    if (auto done = map_mmio(trapped.begin, trapped.end); !done) return done;
  return map_mmio(ram.size(), kAddressSpace);
}

Result<void> Engine::map_mmio(std::uint64_t begin, std::uint64_t end) {
  auto& range = ranges_.emplace_back(
      std::make_unique<MmioRange>(MmioRange{this, static_cast<PhysicalAddress>(begin)}));
  if (uc_mmio_map(engine_, begin, end - begin, MmioRange::read, range.get(), MmioRange::write,
                  range.get()) == UC_ERR_OK)
    return {};
  return fail(fmt::format("unicorn: addresses {:#x} to {:#x} could not be mapped", begin, end));
}

// All of them before the first run: a hook that is added after a block was
// translated does not fire in it.
Result<void> Engine::add_hooks() {
  uc_hook hook{};
  auto add = [&](int type, auto* callback, auto... extra) {
    uc_hook_add(engine_, &hook, type, reinterpret_cast<void*>(callback), self_, 1, 0, extra...);
  };
  if (!hooks_.block) add(UC_HOOK_CODE, hooks_.instruction);
  add(UC_HOOK_INTR, hooks_.interrupt);
  add(UC_HOOK_INSN_INVALID, hooks_.invalid_opcode);
  add(UC_HOOK_INSN, hooks_.in, UC_X86_INS_IN);
  add(UC_HOOK_INSN, hooks_.out, UC_X86_INS_OUT);
  if (hooks_.store) add(UC_HOOK_MEM_WRITE, hooks_.store);
  uc_hook_add(engine_, &hook, UC_HOOK_EDGE_GENERATED, reinterpret_cast<void*>(count_translated),
              &translated_, 1, 0);
  if (!hooks_.block) return {};
  if (auto on =
          add_switched(UC_HOOK_CODE, reinterpret_cast<void*>(hooks_.instruction), instructions_);
      !on)
    return on;
  auto added = add_switched(UC_HOOK_BLOCK, reinterpret_cast<void*>(hooks_.block), blocks_);
  if (added) blocks_.set(false);
  return added;
}

Result<void> Engine::add_switched(int type, void* callback, HookSwitch& to) {
  uc_hook hook{};
  uc_hook_add(engine_, &hook, type, callback, self_, HookSwitch::kBegin, HookSwitch::kEnd);
  return to.locate(hook);
}

void Engine::enter_blocks() {
  hidden_.load();
  hidden_.mark_translations(true);
  hidden_.store();
  instructions_.set(false);
  blocks_.set(true);
}

void Engine::leave_blocks() {
  hidden_.load();
  hidden_.mark_translations(false);
  hidden_.store();
  instructions_.set(true);
  blocks_.set(false);
}

void Engine::reset_fpu() {
  std::uint16_t control = 0x37F;   // SDM 3A, table 9-1: after FINIT
  std::uint32_t mxcsr = 0x1F80;
  uc_reg_write(engine_, UC_X86_REG_FPCW, &control);
  uc_reg_write(engine_, UC_X86_REG_MXCSR, &mxcsr);
}

Engine::Exit Engine::run() {
  uc_err error = UC_ERR_OK;
  if (!Refuge::survives(reinterpret_cast<const void*>(&uc_emu_start),
                        [&] { error = uc_emu_start(engine_, read(Reg::Eip), 0, 0, 0); }))
    return Exit::GaveUp;
  switch (error) {
    case UC_ERR_OK: return Exit::Ok;
    case UC_ERR_FETCH_UNMAPPED:
    case UC_ERR_FETCH_PROT: return Exit::FetchFailed;
    default: return Exit::Failed;
  }
}

void Engine::stop() { uc_emu_stop(engine_); }

bool Engine::begin_anew() {
  write(Reg::Eflags, read(Reg::Eflags));  // they are apart from what a run leaves behind
  hidden_.load();
  auto* const old = std::exchange(engine_, nullptr);
  const auto old_ranges = std::exchange(ranges_, {});
  const bool watched = std::exchange(memory_hook_, 0) != 0;
  const bool made = make().has_value();
  if (!made) {
    if (engine_) uc_close(engine_);
    engine_ = old;
    return false;
  }
  uc_close(old);
  hidden_.move_to(engine_);
  flush_tlb();
  translated_ = 0;
  if (watched) watch_memory(true);
  return true;
}

bool Engine::translate(LinearAddress at) {
  uc_tb block{};
  return Refuge::survives(reinterpret_cast<const void*>(&uc_emu_start),
                          [&] { uc_ctl_request_cache(engine_, at, &block); });
}

std::uint32_t Engine::read(Reg reg) const {
  std::uint64_t value = 0;
  uc_reg_read(engine_, kIds[static_cast<int>(reg)], &value);
  // The engine clears RF at the end of a translated block, a CPU after the
  // instruction: nothing may depend on it.
  if (reg == Reg::Eflags) value &= ~eflags::kResume;
  return static_cast<std::uint32_t>(value);
}

bool Engine::write(Reg reg, std::uint32_t value) {
  if (reg == Reg::Cr2) {  // the public door to CR2 loads CR3
    hidden_.load();
    hidden_.set_cr2(value);
    hidden_.store();
    return true;
  }
  std::uint64_t wide = value;
  return uc_reg_write(engine_, kIds[static_cast<int>(reg)], &wide) == UC_ERR_OK;
}

GeneralRegisters Engine::general_registers() const {
  GeneralRegisters registers{};
  for (unsigned i = 0; i < registers.size(); ++i) registers[i] = read(static_cast<Reg>(i));
  return registers;
}

TableRegister Engine::read(Table table) const {
  uc_x86_mmr value{};
  uc_reg_read(engine_, kTableIds[static_cast<int>(table)], &value);
  return {value.selector, static_cast<std::uint32_t>(value.base), value.limit};
}

void Engine::write(Table table, const TableRegister& value) {
  uc_x86_mmr mmr{};
  mmr.selector = value.selector;
  mmr.base = value.base;
  mmr.limit = value.limit;
  uc_reg_write(engine_, kTableIds[static_cast<int>(table)], &mmr);
}

std::uint16_t Engine::masked_math_errors() const {
  std::uint16_t control = 0;
  uc_reg_read(engine_, UC_X86_REG_FPCW, &control);
  return control & kMathErrors;
}

std::uint16_t Engine::math_errors() {
  hidden_.load();
  return math_errors_ | hidden_.x87_exceptions();
}

void Engine::show_errors() {
  constexpr std::uint16_t kSummary = 0x8080;  // ES and B
  if (fault("arithmetic-status-hidden")) return;
  const auto errors = math_errors();
  std::uint16_t status = 0;
  uc_reg_read(engine_, UC_X86_REG_FPSW, &status);
  const bool unmasked = (errors & ~masked_math_errors()) != 0;
  const auto shown = static_cast<std::uint16_t>((status & ~(kMathErrors | kSummary)) | errors |
                                                (unmasked ? kSummary : 0));
  if (shown != status) uc_reg_write(engine_, UC_X86_REG_FPSW, &shown);
  const auto before = mxcsr(), met = before | hidden_.sse_exceptions();
  if (met != before) uc_reg_write(engine_, UC_X86_REG_MXCSR, &met);
}

void Engine::take_errors() {
  std::uint16_t status = 0;
  uc_reg_read(engine_, UC_X86_REG_FPSW, &status);
  math_errors_ = status & kMathErrors;
  hidden_.load();
  hidden_.forget_arithmetic();
  hidden_.store();
}

namespace {

/// Of MXCSR: what is masked, in the places of the exceptions.
std::uint32_t masked_by(std::uint32_t mxcsr) { return mxcsr >> 7 & kMathErrors; }

}  // namespace

std::uint32_t Engine::mxcsr() const {
  std::uint32_t value = 0;
  uc_reg_read(engine_, UC_X86_REG_MXCSR, &value);
  return value;
}

bool Engine::awaits_sse_errors() const { return masked_by(mxcsr()) != kMathErrors; }

void Engine::begin_sse() {
  show_errors();
  hidden_.load();
  math_errors_ |= hidden_.x87_exceptions();
  hidden_.forget_arithmetic();
  hidden_.store();
  hidden_.remember();
  flags_before_sse_ = read(Reg::Eflags);
}

bool Engine::undo_sse() {
  hidden_.load();
  const auto met = hidden_.sse_exceptions();
  auto status = mxcsr();
  if ((met & ~masked_by(status)) == 0) return false;
  if (!fault("sse-not-undone")) hidden_.go_back();
  write(Reg::Eflags, flags_before_sse_);  // they are apart from what a run has in hand
  status |= met;
  uc_reg_write(engine_, UC_X86_REG_MXCSR, &status);
  return true;
}

void Engine::mask_math_errors() {
  std::uint16_t control = 0;
  uc_reg_read(engine_, UC_X86_REG_FPCW, &control);
  control |= kMathErrors;
  uc_reg_write(engine_, UC_X86_REG_FPCW, &control);
}

bool Engine::watch_memory(bool on) {
  if (on == (memory_hook_ != 0)) return false;
  if (on) {
    uc_hook_add(engine_, &memory_hook_, UC_HOOK_MEM_READ | UC_HOOK_MEM_WRITE,
                reinterpret_cast<void*>(hooks_.access), self_, 1, 0);
  } else {
    uc_hook_del(engine_, memory_hook_);
    memory_hook_ = 0;
  }
  return true;
}

bool Engine::is_write(int type) { return type == UC_MEM_WRITE; }

void Engine::set_a20(bool open) {
  a20_ = open;
  hidden_.load();
  hidden_.set_address_mask(open ? ~0u : ~kA20);
  hidden_.store();
  flush_tlb();
}

Paging Engine::paging() const {
  return {read(Reg::Cr0), read(Reg::Cr3), read(Reg::Cr4), a20_ ? ~0u : ~kA20};
}

void Engine::flush_tlb() { uc_ctl_flush_tlb(engine_); }

void Engine::flush_code() {
  uc_ctl_flush_tb(engine_);
  translated_ = 0;
}

void Engine::visit(StateVisitor& state) {
  state.field("a20", a20_);
  for (int reg = 0; reg < kRegs; ++reg) {
    auto value = read(static_cast<Reg>(reg));
    state.field("register", value);
  }
  for (int table = 0; table < 4; ++table) {
    auto value = read(static_cast<Table>(table));
    state.field("selector", value.selector);
    state.field("base", value.base);
    state.field("limit", value.limit);
  }
  hidden_.load();
  for (int segment = 0; segment < 6; ++segment) {
    auto cache = hidden_.segment(static_cast<SegmentReg>(segment));
    state.field("segment base", cache.base);
    state.field("segment limit", cache.limit);
    state.field("segment flags", cache.flags);
  }
  constexpr std::array<int, 20> kFloating = {
      UC_X86_REG_FP0,  UC_X86_REG_FP1,  UC_X86_REG_FP2,  UC_X86_REG_FP3,  UC_X86_REG_FP4,
      UC_X86_REG_FP5,  UC_X86_REG_FP6,  UC_X86_REG_FP7,  UC_X86_REG_FPSW, UC_X86_REG_FPCW,
      UC_X86_REG_FPTAG, UC_X86_REG_MXCSR, UC_X86_REG_XMM0, UC_X86_REG_XMM1, UC_X86_REG_XMM2,
      UC_X86_REG_XMM3, UC_X86_REG_XMM4, UC_X86_REG_XMM5, UC_X86_REG_XMM6, UC_X86_REG_XMM7};
  for (int id : kFloating) {
    std::array<std::uint8_t, 16> value{};
    uc_reg_read(engine_, id, value.data());
    state.bytes("floating point", value.data(), value.size());
  }
}

}  // namespace vectorscope
