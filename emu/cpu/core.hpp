// SPDX-License-Identifier: GPL-2.0-or-later
// One i386 core: an engine on a stack of its own that stops exactly where the
// machine says, takes interrupts through the guest's IDT, and tells what it does.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "emu/cpu/access_check.hpp"
#include "emu/cpu/begun_block.hpp"
#include "emu/cpu/call_trace.hpp"
#include "emu/cpu/clockwork.hpp"
#include "emu/cpu/code_pages.hpp"
#include "emu/cpu/core_host.hpp"
#include "emu/cpu/core_status.hpp"
#include "emu/cpu/debug_registers.hpp"
#include "emu/cpu/delivery.hpp"
#include "emu/cpu/engine.hpp"
#include "emu/cpu/executed_page.hpp"
#include "emu/cpu/far_limits.hpp"
#include "emu/cpu/fiber.hpp"
#include "emu/cpu/instruction_prefixes.hpp"
#include "emu/cpu/last_begun.hpp"
#include "emu/cpu/orbits.hpp"
#include "emu/cpu/registers.hpp"
#include "emu/cpu/store_buffer.hpp"
#include "emu/cpu/task_switch.hpp"

namespace vectorscope {

class Core {
 public:
  struct Setup {
    CoreId id = 0;
    std::span<std::uint8_t> ram;  ///< readable 16 bytes past its end
    TrappedPages trapped;         ///< RAM whose every access goes through the host
    bool report_stores = false;   ///< call CoreHost::stored
    bool store_buffer = false;    ///< TSO: stores wait until `drain` is called
    /// Look at blocks instead of instructions where that is the same, and where at least
    /// so many steps are to be run.
    std::optional<Step> blocks_from;
    std::vector<DistrustedCode> distrusted = {};  ///< but not at these
  };
  static Result<std::unique_ptr<Core>> create(const Setup& setup, Clockwork& clock, Fiber& home,
                                              CoreHost& host);
  ~Core();
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;

  // What follows is called from outside the core's own stack only.

  /// Executes until clock.step == clock.limit or until it can execute no more,
  /// and so does every core that the turn is passed to in between.
  void resume();
  void set_a20(bool open);  ///< the gate of address bit 20
  /// A fault put in by the user: bit 0 to 31 of a register is inverted.
  void flip_bit(Reg reg, unsigned bit);
  /// Takes a pending interrupt, if it would, and executes nothing.
  void accept();
  /// 32-bit protected mode, no paging, interrupts off, the other registers 0. `gdt`
  /// has flat code at 08 and flat data at 10.
  void start_protected(LinearAddress entry, std::uint32_t eax, std::uint32_t ebx,
                       std::uint32_t esp, const TableRegister& gdt);
  void init();                       ///< INIT: waits for STARTUP (SDM 3A, 8.4)
  void startup(std::uint8_t page);   ///< STARTUP: real mode at page * 4096
  void die(Stop why);
  void freeze(bool frozen);

  /// An interrupt line of this core rose or fell.
  void set_attention(bool pending) {
    attention_ = pending;
    known_masked_ = false;
  }
  [[nodiscard]] bool attention() const { return attention_; }
  /// From an NMI's delivery to the next IRET (SDM 3A, 6.7.1).
  [[nodiscard]] bool nmi_blocked() const { return nmi_blocked_; }
  /// Halted, but an interrupt that it would take is pending.
  [[nodiscard]] bool would_wake() const;

  /// The oldest of the waiting stores reaches memory. False: there is none.
  bool drain();
  [[nodiscard]] std::vector<WaitingStore> waiting_stores() const;
  [[nodiscard]] bool has_waiting_stores() const { return buffer_ && !buffer_->empty(); }

  void watch(const std::vector<LinearAddress>* functions);  ///< sorted; not owned
  [[nodiscard]] CoreId id() const { return id_; }
  [[nodiscard]] CoreStatus status() const { return frozen_ ? CoreStatus::Frozen : status_; }
  [[nodiscard]] bool can_run() const {
    return !frozen_ && (status_ == CoreStatus::Running || would_wake());
  }
  [[nodiscard]] Registers registers() const;
  [[nodiscard]] Paging paging() const;
  [[nodiscard]] Step steps() const { return steps_; }  ///< of its own
  [[nodiscard]] Step block_steps() const { return block_steps_; }  ///< of these, a block at a time
  [[nodiscard]] Step counted_steps() const { return counted_steps_; }  ///< of these, not executed
  [[nodiscard]] unsigned interrupt_depth() const { return trace_.depth(); }
  void visit(StateVisitor& state);  ///< for the hash

 private:
  Core(const Setup& setup, Clockwork& clock, Fiber& home, CoreHost& host);

  /// What the engine reported before it stopped.
  struct Recorded {
    Vector vector = 0;
    bool software = false;
    std::uint32_t error_code = 0;
    std::uint32_t eip = 0;
  };

  // The engine's hooks.
  static void on_instruction(uc_struct*, std::uint64_t address, std::uint32_t size, void* self);
  static void on_interrupt(uc_struct*, std::uint32_t vector, void* self);
  static bool on_invalid_opcode(uc_struct*, void* self);
  static std::uint32_t on_in(uc_struct*, std::uint32_t port, int size, void* self);
  static void on_out(uc_struct*, std::uint32_t port, int size, std::uint32_t value, void* self);
  static std::uint64_t on_mmio_read(PhysicalAddress address, unsigned size, void* self);
  static void on_mmio_write(PhysicalAddress address, unsigned size, std::uint64_t value, void* self);
  static void on_access(uc_struct*, int type, std::uint64_t address, int size, std::int64_t value,
                        void* self);
  static void on_store(uc_struct*, int type, std::uint64_t address, int size, std::int64_t value,
                       void* self);

  // A block at a time.
  static void on_instruction_or_block(uc_struct*, std::uint64_t address, std::uint32_t size,
                                      void* self);
  static void begin_block_or_instruction(uc_struct*, std::uint64_t address, std::uint32_t size,
                                         void* self);
  static void on_block(uc_struct*, std::uint64_t address, std::uint32_t size, void* self);
  [[nodiscard]] bool runs_exactly() const;
  [[nodiscard]] bool may_run_blocks(LinearAddress at) const;
  [[nodiscard]] bool fit_for_blocks();
  bool begin_blocks();
  void end_blocks();
  void take_back_rest_of_block();
  [[nodiscard]] bool surely_same(const CodePage& page, std::uint32_t offset,
                                 BlockMap::Known& known) const;
  void begin_block(const BegunBlock& block);
  void skip_still_loop(const BegunBlock& block);
  bool begin_block_plainly(LinearAddress at, std::uint32_t size);
  [[gnu::noinline]] void begin_block_in_other_page(LinearAddress at, std::uint32_t size);
  [[gnu::noinline]] void begin_block_slowly(LinearAddress at, std::uint32_t size);
  void doubt();
  bool may_touch_device();
  std::optional<std::uint32_t> read_quietly(PhysicalAddress address, unsigned size);
  void learn(CodePage& page, LinearAddress at, std::uint32_t size, InstructionKind kind);

  // What the engine does not ask of accesses to data.
  void look_at_segments();
  void note_segments();
  [[nodiscard]] bool is_exposed(std::span<const std::uint8_t> bytes) const;
  bool keeps_segments(std::span<const std::uint8_t> bytes, InstructionKind kind);
  void look_at_arithmetic(std::span<const std::uint8_t> bytes);
  bool keeps_math_masked(std::span<const std::uint8_t> bytes);
  [[nodiscard]] bool math_error_waits(const InstructionPrefixes& instruction);
  bool loads_what_it_holds(SegmentReg which, std::uint32_t selector);
  bool returns_within_ring(const InstructionPrefixes& instruction);
  bool is_refused_anyway(LinearAddress address, const InstructionPrefixes& instruction,
                         std::uint32_t size, InstructionKind kind);
  bool accesses_allowed(LinearAddress address, std::span<const std::uint8_t> bytes,
                        InstructionKind kind);
  [[nodiscard]] bool branches_within_limit(LinearAddress address, std::span<const std::uint8_t> bytes,
                             const AccessContext& context, std::span<const DataAccess> accesses) const;
  bool uses_own_stack(LinearAddress address, std::uint32_t size, InstructionKind kind);
  [[nodiscard]] bool any_page_fault(std::span<const DataAccess> accesses) const;
  bool refuse(LinearAddress address, Vector vector, std::uint32_t error_code = 0);
  bool is_undefined_rather(const Recorded& recorded);

  // Rounds that it makes while it waits.
  bool begin_search();
  void end_search();
  void search_orbit(LinearAddress at, std::uint32_t size);
  bool skip_rounds();
  void count(Step steps);
  [[nodiscard]] OrbitMemory orbit_memory() const;

  // On the core's own stack.
  void life();
  void execute();
  void finish(Engine::Exit exit);
  bool begin_anew();
  [[nodiscard]] std::optional<LinearAddress> undefined_ahead(LinearAddress at);
  [[gnu::noinline]] void begin_slowly(LinearAddress at, std::uint32_t size);
  [[nodiscard]] bool repeats_iteration() const;
  [[nodiscard]] bool next_iteration_is_plain(const CodePage& page, LinearAddress at,
                                             std::uint32_t size) const;
  [[nodiscard]] bool next_iteration(const CodePage* page, LinearAddress address,
                                    std::uint32_t size) const;
  [[nodiscard]] bool begins_again(LinearAddress address, std::uint32_t size) const;
  bool gate(LinearAddress address);
  bool examine(LinearAddress address, std::uint32_t size);
  [[nodiscard]] bool rest_unchanged(LinearAddress end);
  bool enter_page(LinearAddress address);
  bool enter_known_page(LinearAddress address);
  bool begin_plainly(LinearAddress at, std::uint32_t size);
  [[gnu::noinline]] void begin_in_other_page(LinearAddress at, std::uint32_t size);
  bool still_mapped(LinearAddress address);
  bool meet_page(LinearAddress address);
  void note_paging(LinearAddress address, std::uint32_t size);
  [[nodiscard]] bool control_refused(std::span<const std::uint8_t> bytes);
  [[nodiscard]] CodePage* code_page(LinearAddress address);
  bool special(LinearAddress address, std::span<const std::uint8_t> bytes, InstructionKind kind);
  void leave_to_emulate(InstructionKind kind, LinearAddress address, std::uint32_t size);
  InstructionKind look_at(LinearAddress address, std::span<const std::uint8_t> bytes) const;
  void announce(LinearAddress address);
  void leave(LinearAddress address);
  void settle();
  void pass_turn();
  void switch_away();
  void buffer_store(PhysicalAddress address, unsigned width);
  void buffer_trapped_store(PhysicalAddress address, unsigned width, std::uint64_t value);
  std::optional<PhysicalAddress> following_page(PhysicalAddress address);
  std::vector<LinearAddress> operand_addresses();
  void make_room();
  void complete_stores();
  void drain_stores();
  void serialize();
  /// Also what the machine writes by the engine (a descriptor's accessed bit).
  [[nodiscard]] bool stores_directly() const {
    return !buffer_ || !buffer_->covered() || direct_at_ == clock_.step;
  }
  [[nodiscard]] bool interruptible();
  [[nodiscard]] bool nmi_waits() const { return !nmi_blocked_ && host_.nmi_pending(id_); }
  void take_interrupt();
  void unblock_nmi();
  void deliver_recorded();
  [[nodiscard]] bool fetched_ahead(const Recorded& recorded);
  void deliver_and_tell(const InterruptRequest& request);
  void emulate();
  void raise(Vector vector, std::uint32_t error_code);
  bool io_allowed(LinearAddress address, std::uint32_t size);
  void note_iret();
  void note_pause();
  [[nodiscard]] Step own_steps() const { return steps_ + (clock_.step - resumed_at_); }
  void end_spin_if_over();
  void end_spin();
  bool may_read_tsc();
  void enter_flat(std::uint32_t code, unsigned cpl);
  void sysenter();
  void sysexit();
  std::optional<std::uint64_t> read_msr(std::uint32_t index);
  bool write_msr(std::uint32_t index, std::uint64_t value);
  std::uint64_t timestamp();
  void access_debug(InstructionKind kind);
  void breakpoints_changed();
  [[nodiscard]] bool resumes() const { return own_steps() == resumes_at_; }
  bool returns_resume_flag(std::span<const std::uint8_t> iret);
  bool hits_breakpoint(LinearAddress address);
  bool by_other_mapping(PhysicalAddress at, LinearAddress breakpoint);
  void settle_instruction();
  void raise_sse();
  void raise_debug(std::uint32_t reasons);
  [[nodiscard]] bool within_repetition(std::uint32_t eip);
  [[nodiscard]] bool on_users_stack(LinearAddress address);
  void push_flags();
  void store_table();
  std::optional<FarPointer> far_pointer(LinearAddress address, std::uint32_t size);
  std::optional<FarRefusal> far_refusal(LinearAddress address, std::span<const std::uint8_t> bytes,
                                        InstructionKind kind);
  bool far_transfer_allowed(LinearAddress address, std::span<const std::uint8_t> bytes,
                            InstructionKind kind);
  bool leads_to_task(LinearAddress address, std::uint32_t size);
  bool returns_to_task();
  void switch_tasks();
  TaskSwitch asked_task();
  void task_switched(bool trap);
  void emulated();
  void note_ports(LinearAddress address, std::uint32_t size);
  LinearAddress linear_stack();
  unsigned current_cpl();
  LinearAddress code_base();
  void drop_translations();
  void code_is_fresh();
  void forget_translations(bool keep_global = false);
  void reset_system_registers();
  void set_status(CoreStatus status);

  [[nodiscard]] bool is_watched(LinearAddress address) const;
  [[nodiscard]] std::vector<std::uint8_t> peek(LinearAddress address, std::uint32_t size) const;
  [[nodiscard]] std::uint32_t peek32(LinearAddress address) const;
  [[nodiscard]] LinearAddress stack_pointer() const;

  /// What remains to be done when an instruction has been executed.
  struct After {
    std::uint32_t debug = 0;      ///< reasons for a #DB trap, as in DR6
    bool resume_flag = false;     ///< IRET set RF
    bool nmi = false;             ///< IRET lets NMIs in again
    bool segments = false;        ///< accesses may be checked against something else
    bool takes_errors = false;    ///< x87 or SSE exceptions were loaded or cleared
    bool sse = false;             ///< an SSE instruction that may have met an unmasked exception
    bool masks_math = false;      ///< FNSTENV masks x87 exceptions, which the engine does not
    [[nodiscard]] bool any() const {
      return (debug | resume_flag | nmi | segments | takes_errors | sse | masks_math) != 0;
    }
  };

  CoreId id_;
  bool blocks_;
  Step least_in_blocks_;
  std::span<std::uint8_t> ram_;
  TrappedPages trapped_;
  Clockwork& clock_;
  CoreHost& host_;

  // What every turn looks at, close together.
  CoreStatus status_ = CoreStatus::NotStarted;
  bool frozen_ = false;
  bool attention_ = false;
  bool nmi_blocked_ = false;
  bool known_masked_ = false;  ///< IF was 0, and no instruction since could have set it
  bool asked_to_leave_ = false;   ///< come out of the engine before the next instruction
  bool asked_to_accept_ = false;  ///< then no more than take a pending interrupt
  bool asked_to_end_ = false;     ///< the machine is being taken down
  bool spinning_ = false;
  bool code_changed_ = false;
  bool mapping_changed_ = false;
  bool mapping_met_ = false;
  bool asked_for_blocks_ = false;
  bool in_blocks_ = false;
  bool doubtful_ = false;
  After after_;
  Step steps_ = 0;        ///< up to the last time it was resumed
  Step resumed_at_ = 0;
  Step last_pause_ = 0;
  LastBegun last_begun_;
  ExecutedPage page_;

  // A block at a time.
  Step block_steps_ = 0;
  Step counted_steps_ = 0;
  Step blocks_since_ = 0;         ///< when the engine was entered for blocks
  std::uint64_t memory_age_ = 0;  ///< while it stays the same, memory does
  LinearAddress exact_from_ = 0;  ///< here the exact way has to do it
  std::uint32_t exact_bytes_ = 0;
  Step exact_until_ = 0;  ///< as well
  BegunBlock block_;
  unsigned repeated_ = 0;                    ///< it followed itself so many times
  GeneralRegisters registers_before_{};      ///< when it did the last time
  std::uint32_t flags_before_ = 0;
  /// A register that was read without any effect since the engine was entered for blocks:
  /// nothing changes it meanwhile.
  struct QuietRead {
    PhysicalAddress at = 0;
    unsigned bytes = 0;  ///< 0: none was
    std::uint32_t value = 0;
  };
  QuietRead quiet_read_;

  Engine engine_;
  Orbits orbits_;
  CodePages pages_;
  AccessCheck access_;
  CallTrace trace_;
  DebugRegisters debug_;
  std::array<std::uint32_t, 3> sysenter_{};  ///< CS, ESP, EIP: MSRs 174h to 176h
  std::uint64_t tsc_offset_ = 0;             ///< from the machine's clock
  Step alone_since_ = kNever;    ///< own step at which a run began with a translation of one instruction
  std::uint32_t alone_at_ = 0;   ///< and its EIP
  std::uint32_t cr2_before_ = 0; ///< as the run began
  std::optional<Paging> paging_before_;  ///< MOV to CR0 or CR4 that may have changed it
  Step resumes_at_ = kNever;  ///< own step of the instruction that RF lets pass its breakpoint
  std::optional<StoreBuffer> buffer_;  ///< under TSO only
  Step direct_at_ = kNever;            ///< the stores of this instruction do not wait
  const std::vector<LinearAddress>* watched_ = nullptr;

  std::optional<LinearAddress> left_at_;   ///< stopped before this instruction
  std::optional<Recorded> recorded_;       ///< an exception or INT n
  std::optional<InstructionKind> to_emulate_;
  std::uint32_t emulated_length_ = 0;
  Step last_delivery_ = kNever;
  /// The repeated string instruction that is under way: its first iteration.
  struct Repeat {
    Step since = 0;                ///< own step
    std::uint32_t count = 0;       ///< ECX
    std::uint64_t translated = 0;  ///< by the engine until then
  };
  Repeat repeat_;

  Fiber& home_;  ///< the machine's own stack
  std::optional<Fiber> fiber_;
};

}  // namespace vectorscope
