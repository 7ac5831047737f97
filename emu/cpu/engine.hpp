// SPDX-License-Identifier: GPL-2.0-or-later
// One Unicorn engine, set up as the machine needs it. With hidden_state.cpp
// the only place that includes Unicorn. What holds and what breaks in it is
// worked around here or in Core, each with its reason.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "emu/base/result.hpp"
#include "emu/base/state_visitor.hpp"
#include "emu/base/types.hpp"
#include "emu/cpu/hidden_state.hpp"
#include "emu/cpu/hook_switch.hpp"
#include "emu/cpu/page_walk.hpp"
#include "emu/cpu/registers.hpp"

namespace vectorscope {

enum class Reg : std::uint8_t {
  Eax, Ecx, Edx, Ebx, Esp, Ebp, Esi, Edi, Eip, Eflags,
  Es, Cs, Ss, Ds, Fs, Gs, Cr0, Cr2, Cr3, Cr4,
};
inline constexpr int kRegs = 20;

inline constexpr std::uint16_t kMathErrors = 0x3F;  ///< of the x87's control and status words

struct TableRegister {
  std::uint16_t selector = 0;
  std::uint32_t base = 0;
  std::uint32_t limit = 0;
};
enum class Table : std::uint8_t { Gdtr, Idtr, Ldtr, Tr };

/// What the engine calls while it runs. `self` is what `open` was given.
struct EngineHooks {
  void (*instruction)(uc_struct*, std::uint64_t address, std::uint32_t size, void* self);
  /// nullptr, or what is called instead of it between enter_blocks and leave_blocks.
  void (*block)(uc_struct*, std::uint64_t address, std::uint32_t size, void* self);
  void (*interrupt)(uc_struct*, std::uint32_t vector, void* self);
  bool (*invalid_opcode)(uc_struct*, void* self);
  std::uint32_t (*in)(uc_struct*, std::uint32_t port, int size, void* self);
  void (*out)(uc_struct*, std::uint32_t port, int size, std::uint32_t value, void* self);
  std::uint64_t (*mmio_read)(PhysicalAddress address, unsigned size, void* self);
  void (*mmio_write)(PhysicalAddress address, unsigned size, std::uint64_t value, void* self);
  /// nullptr unless stores must be seen one by one (a watched array that
  /// shares its page with code).
  void (*store)(uc_struct*, int type, std::uint64_t address, int size, std::int64_t value,
                void* self);
  /// Every access to memory, while watch_memory is on.
  void (*access)(uc_struct*, int type, std::uint64_t address, int size, std::int64_t value,
                 void* self);
};

/// A range of RAM whose accesses go through the MMIO hooks, in whole pages.
struct TrappedPages {
  PhysicalAddress begin = 0, end = 0;
  [[nodiscard]] bool contain(PhysicalAddress at) const { return at >= begin && at < end; }
};

class Engine {
 public:
  Engine();
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  /// Maps `ram` at 0 and everything else to the MMIO hooks: no address is
  /// unmapped, so the guest's page tables alone decide on page faults.
  Result<void> open(std::span<std::uint8_t> ram, TrappedPages trapped, const EngineHooks& hooks,
                    void* self);

  /// GaveUp: its translator did, before anything of the block that is next was executed.
  /// Nothing but begin_anew may follow, and looking.
  enum class Exit : std::uint8_t { Ok, FetchFailed, GaveUp, Failed };
  Exit run();   ///< from EIP until somebody stops it or HLT
  void stop();  ///< from an instruction, interrupt or invalid-opcode hook only
  /// Another engine in its place: the same registers, memory and hooks, nothing translated,
  /// nothing known of page tables. False: there is none to be had.
  bool begin_anew();
  /// Translates the block at `at`, whose page must be present. False: the translator gave up.
  bool translate(LinearAddress at);

  /// The engine runs translations of their own, with a hook before each block
  /// and none before instructions; between runs. The registers are the same, and
  /// so is what it knows of page tables.
  void enter_blocks();
  void leave_blocks();

  [[nodiscard]] std::uint32_t read(Reg reg) const;
  [[nodiscard]] GeneralRegisters general_registers() const;
  bool write(Reg reg, std::uint32_t value);  ///< false: refused (a bad selector)
  [[nodiscard]] TableRegister read(Table table) const;
  void write(Table table, const TableRegister& value);

  /// The x87's exceptions, bits 0 to 5: which are masked, and which it has met.
  [[nodiscard]] std::uint16_t masked_math_errors() const;
  [[nodiscard]] std::uint16_t math_errors();
  /// Before the status word or MXCSR is read, stored or loaded: they show what was met.
  void show_errors();
  /// After they were loaded or cleared: what they show is all that was met.
  void take_errors();
  /// Some SSE exception is not masked.
  [[nodiscard]] bool awaits_sse_errors() const;
  /// Before an SSE instruction, from the instruction hook, and after it: whether it met an
  /// exception that is not masked; if so, it has changed nothing but MXCSR.
  void begin_sse();
  bool undo_sse();
  void mask_math_errors();  ///< all of them

  /// Every access to memory through the access hook, at a price; between runs.
  /// True: that is new, and a translation knows whether there were hooks, so
  /// every one must be dropped.
  bool watch_memory(bool on);
  static bool is_write(int type);  ///< of what the access hook is told

  /// The A20 gate: bit 20 of every physical address is 0 while it is shut.
  /// Between runs only.
  void set_a20(bool open);
  [[nodiscard]] Paging paging() const;

  void flush_tlb();
  void flush_code();  ///< every translation; between runs only
  /// Instructions translated since the last flush of the code.
  [[nodiscard]] std::uint64_t translated() const { return translated_; }

  HiddenState& hidden() { return hidden_; }
  void visit(StateVisitor& state);  ///< every architectural register, for the hash

 private:
  struct MmioRange;
  Result<void> make();
  Result<void> map(std::span<std::uint8_t> ram, TrappedPages trapped);
  Result<void> map_mmio(std::uint64_t begin, std::uint64_t end);
  Result<void> add_hooks();
  Result<void> add_switched(int type, void* callback, HookSwitch& to);
  void reset_fpu();
  [[nodiscard]] std::uint32_t mxcsr() const;

  uc_struct* engine_ = nullptr;
  HiddenState hidden_;
  EngineHooks hooks_{};
  void* self_ = nullptr;
  std::span<std::uint8_t> ram_;
  TrappedPages trapped_;
  HookSwitch instructions_, blocks_;
  std::size_t memory_hook_ = 0;
  std::vector<std::unique_ptr<MmioRange>> ranges_;
  std::uint64_t translated_ = 0;
  bool a20_ = true;
  std::uint16_t math_errors_ = 0;  ///< as the status word was loaded
  std::uint32_t flags_before_sse_ = 0;
};

}  // namespace vectorscope
